//! Kiosk PINs and badges: made for whoever lacks them, generated anew, typed, shown, mailed, exported, taken away.

mod badges;
mod bulk;
mod export;
mod forgot;
mod making;
mod one;
mod typing;
