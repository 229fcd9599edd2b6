#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    phoneclock_fuzz::csv_import::check(data);
});
