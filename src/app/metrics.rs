//! The page of metrics, for who watches the gateway.

use std::path::PathBuf;

use axum::{Router, routing::get};
use metrics_exporter_prometheus::{Matcher, PrometheusBuilder};
use tokio::net::TcpListener;

use crate::{disk, lifecycle::Lifecycle};

/// Records metrics from now on, and serves them at this listener.
pub(super) fn serve(
    lifecycle: &Lifecycle,
    listener: TcpListener,
    folders: Vec<(&'static str, PathBuf)>,
) -> anyhow::Result<()> {
    let buckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 5.0, 15.0];
    let recorder = PrometheusBuilder::new()
        .set_buckets_for_metric(Matcher::Full("phoneclock_webhook_seconds".to_owned()), &buckets)?
        .install_recorder()?;
    let render = move || {
        log_disk_space(&folders);
        std::future::ready(recorder.render())
    };
    lifecycle.serve(listener, Router::new().route("/metrics", get(render)));
    Ok(())
}

/// Counts how many bytes may still be written to the disks of these folders, as a metric.
fn log_disk_space(folders: &[(&'static str, PathBuf)]) {
    for (name, folder) in folders {
        // A folder that is gone has no room to tell of; the alarm for it is another.
        if let Ok(room) = disk::room(folder) {
            #[expect(clippy::cast_precision_loss, reason = "to the byte it matters to nobody")]
            metrics::gauge!("phoneclock_disk_room_bytes", "folder" => *name).set(room as f64);
        }
    }
}
