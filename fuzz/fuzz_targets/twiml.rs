#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    phoneclock_fuzz::twiml::check(data);
});
