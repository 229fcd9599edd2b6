//! What the operating system tells of this machine and of a program that runs.

use std::fs;

/// The figures of every report depend on this.
pub fn describe_machine() {
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let cpu = field("/proc/cpuinfo", "model name").unwrap_or_default();
    let memory = field("/proc/meminfo", "MemTotal").unwrap_or_default();
    let kernel = fs::read_to_string("/proc/sys/kernel/osrelease").unwrap_or_default();
    println!("{cores} cores ({cpu}), {memory} of memory, Linux {}", kernel.trim());
}

/// Memory of a program in MiB: now, and at its highest.
pub fn resident_mib(pid: u32) -> (f64, f64) {
    let mib = |name| {
        let text = field(&format!("/proc/{pid}/status"), name).expect("the program runs");
        text.trim_end_matches(" kB").parse::<f64>().unwrap() / 1024.0
    };
    (mib("VmRSS"), mib("VmHWM"))
}

/// Processor time of a program so far, in seconds.
pub fn cpu_secs(pid: u32) -> f64 {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).expect("the program runs");
    ticks(&stat, &[11, 12]) / 100.0
}

/// Processor time of all programs of this name so far, and of those that they have started and that have ended.
pub fn cpu_secs_of_all(name: &str) -> f64 {
    let named = format!("({name})");
    let stats =
        fs::read_dir("/proc").unwrap().filter_map(|entry| fs::read_to_string(entry.ok()?.path().join("stat")).ok());
    stats.filter(|stat| stat.contains(&named)).map(|stat| ticks(&stat, &[11, 12, 13, 14]) / 100.0).sum()
}

/// Times of a program in hundredths of a second: utime, stime, cutime and cstime are at 11 to 14 (proc_pid_stat(5),
/// USER_HZ).
fn ticks(stat: &str, places: &[usize]) -> f64 {
    let fields: Vec<_> = stat.rsplit_once(") ").map_or("", |(_, rest)| rest).split(' ').collect();
    places.iter().filter_map(|place| fields.get(*place)?.parse::<f64>().ok()).sum()
}

fn field(path: &str, name: &str) -> Option<String> {
    let text = fs::read_to_string(path).ok()?;
    let line = text.lines().find(|line| line.split(':').next().is_some_and(|key| key.trim() == name))?;
    Some(line.split_once(':')?.1.trim().to_owned())
}
