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
    let after_name = stat.rsplit_once(") ").map_or("", |(_, rest)| rest);
    let ticks =
        |place: usize| after_name.split(' ').nth(place).and_then(|text| text.parse::<f64>().ok()).unwrap_or(0.0);
    // utime and stime, in hundredths of a second (proc_pid_stat(5), USER_HZ).
    (ticks(11) + ticks(12)) / 100.0
}

fn field(path: &str, name: &str) -> Option<String> {
    let text = fs::read_to_string(path).ok()?;
    let line = text.lines().find(|line| line.split(':').next().is_some_and(|key| key.trim() == name))?;
    Some(line.split_once(':')?.1.trim().to_owned())
}
