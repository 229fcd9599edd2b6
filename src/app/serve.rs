//! The command `serve`: a gateway from its start to its end, in words for the operator.

use std::sync::Arc;

use anyhow::Context;
use jiff::SignedDuration;

use super::served::prepare;
use crate::{
    config::{GatewayConfig, StorageArgs, notify_socket},
    console,
    lifecycle::{Lifecycle, Supervisor},
    service::{
        Hold,
        access::first_owner::{self, FirstOwnerLink},
    },
    store::LossReason,
};

/// Serves until a signal says stop.
///
/// # Errors
/// In words that name the setting.
pub async fn serve(storage: StorageArgs, config: GatewayConfig) -> anyhow::Result<()> {
    let lifecycle = Lifecycle::default();
    let supervisor = notify_socket().map(|socket| Supervisor::at(&socket)).transpose().context("NOTIFY_SOCKET")?;
    lifecycle.stop_on_signals()?;
    let (public_url, number, metrics) =
        (config.public_url.clone(), config.dial_in_number.clone(), config.metrics_listen);
    let served = prepare(&storage, config).await?;
    let address = served.address()?;
    // Before anybody is answered: what fails from here on fails one caller, not all of them.
    let first_owner = served.services.store.write(Hold::Gateway, first_owner::link).await?;
    let running = served.start(&lifecycle)?;
    let services = Arc::clone(&running.services);
    let base = public_url.as_str().trim_end_matches('/');
    let webhooks: Vec<_> =
        services.providers.iter().map(|provider| format!("{base}/voice/{}", provider.name())).collect();
    tracing::info!(
        %address,
        public_url = base,
        webhook = webhooks.join(", "),
        dial_in_number = ?number,
        metrics = metrics.map_or_else(|| "off".to_owned(), |address| address.to_string()),
        "the gateway answers"
    );
    if let Some(supervisor) = supervisor {
        supervisor.ready();
    }
    let local = public_url.host_str().is_some_and(|host| host == "localhost" || host == "127.0.0.1" || host == "[::1]");
    if public_url.scheme() != "https" && !local {
        tracing::warn!(
            "PHONECLOCK_PUBLIC_URL is not https: PINs and passwords travel in the clear through the network of this machine"
        );
    }
    if let Some(FirstOwnerLink { token, lives }) = first_owner {
        // The one secret that is printed: without it nobody could ever sign in.
        let printed = console::print(&format!(
            "Nobody can sign in yet. To become the owner, open within {}:\n  {base}/welcome/{}\n",
            hours(lives),
            token.expose()
        ));
        if !printed {
            tracing::warn!(
                "nobody can sign in yet, and the link to become the owner could not be printed; `phoneclock doctor` tells it"
            );
        }
    }
    let lost = tokio::select! {
        () = lifecycle.wait() => None,
        lost = services.store.db().lost() => {
            lifecycle.stop.cancel();
            lifecycle.wait().await;
            Some(lost)
        }
    };
    services.store.db().close().await;
    match lost {
        None => {
            tracing::info!("stopped");
            Ok(())
        }
        Some(lost) => Err(explain(&lost)),
    }
}

/// Whole hours that are left, in words.
fn hours(left: SignedDuration) -> String {
    match left.as_hours() {
        1 => "1 hour".to_owned(),
        hours => format!("{hours} hours"),
    }
}

/// Why nothing more is promised before a new start.
fn explain(lost: &LossReason) -> anyhow::Error {
    match lost {
        LossReason::Disk => anyhow::anyhow!(
            "the disk of PHONECLOCK_DATA_DIR has failed to keep what was written; nothing that a caller has heard is lost, \
             but nothing more can be promised before a new start"
        ),
        LossReason::Moved(path) => anyhow::anyhow!(
            "{} was moved away or replaced while the gateway ran; what callers heard before is in the file that was there and in its -wal file. \
             Put it back, or restore a backup with `phoneclock restore`, which may be done while the gateway runs",
            path.display()
        ),
    }
}
