//! What the employee's own page and the wallet card say, in the employee's language.

use jiff::civil::Date;

use crate::{
    domain::{language::Language, pin::Weakness},
    service::credentials::setup_links::SetupError,
    web::pages::typed_secret::PinFormError,
};

/// Every text in one language. A field that is missing in one of them does not compile.
#[derive(Debug)]
pub struct Words {
    pub language: Language,
    pub choose_title: &'static str,
    pub choose_intro: &'static str,
    /// Before the employer's name.
    pub employer: &'static str,
    pub pin: &'static str,
    pub again: &'static str,
    pub save: &'static str,
    pub differ: &'static str,
    pub done_title: &'static str,
    pub done_intro: &'static str,
    /// That the page can be opened again.
    pub done_again: &'static str,
    pub used_before: &'static str,
    pub call: &'static str,
    pub ask_for_number: &'static str,
    pub clock_id: &'static str,
    pub how: &'static str,
    /// Call, key the ID, key the PIN, hear the time.
    pub steps: [&'static str; 4],
    /// The last step, where the workspace records voice checks.
    pub say_name: &'static str,
    pub practise: &'static str,
    pub practise_hint: &'static str,
    pub practise_now: &'static str,
    /// Before the address of the practice line, on a card.
    pub card_practice: &'static str,
    pub shortcut: &'static str,
    pub shortcut_hint: &'static str,
    pub code_title: &'static str,
    pub code_intro: &'static str,
    pub code: &'static str,
    pub code_hint: &'static str,
    pub go_on: &'static str,
    pub not_a_code: &'static str,
    pub wrong_code: &'static str,
    pub too_many: &'static str,
    pub busy: &'static str,
    pub card_title: &'static str,
    pub card_code: &'static str,
    pub card_code_hint: &'static str,
    pub card_code_call: &'static str,
    /// Before the steps, on a card with a code.
    pub card_code_first: &'static str,
    pub card_pin: &'static str,
    pub spent_title: &'static str,
    pub spent: [&'static str; 2],
}

impl Words {
    #[must_use]
    pub const fn of(language: Language) -> &'static Self {
        match language {
            Language::En => &ENGLISH,
            Language::Es => &SPANISH,
        }
    }

    /// How long a PIN is.
    #[must_use]
    pub fn length(&self, min_digits: usize) -> String {
        match self.language {
            Language::En => format!("{min_digits} to 12 digits that are easy for you to remember and hard to guess."),
            Language::Es => format!("De {min_digits} a 12 dígitos, fáciles de recordar y difíciles de adivinar."),
        }
    }

    /// Why a PIN or a code was refused, in a sentence.
    #[must_use]
    pub fn refusal(&self, error: &SetupError, min_digits: usize) -> String {
        let weakness = match error {
            SetupError::Weak(weakness) => *weakness,
            SetupError::NotAPin(_) => Weakness::Short { min_digits },
            SetupError::TooMany => return self.too_many.to_owned(),
            SetupError::Hash(_) => return self.busy.to_owned(),
            SetupError::Spent | SetupError::Used | SetupError::Store(_) => return self.wrong_code.to_owned(),
        };
        match self.language {
            Language::En => english(weakness),
            Language::Es => spanish(weakness),
        }
    }

    /// The sentence behind a [`reason`] of an address.
    #[must_use]
    pub fn told(&self, reason: &str, min_digits: usize) -> Option<String> {
        let weakness = match reason {
            "differ" => return Some(self.differ.to_owned()),
            "not-a-code" => return Some(self.not_a_code.to_owned()),
            "code" => return Some(self.wrong_code.to_owned()),
            "busy" => return Some(self.busy.to_owned()),
            "too-many" => return Some(self.too_many.to_owned()),
            "short" => Weakness::Short { min_digits },
            "one-digit" => Weakness::OneDigit,
            "run" => Weakness::Run,
            "common" => Weakness::Common,
            "year" => Weakness::Year,
            "own-id" => Weakness::OwnId,
            "own-phone" => Weakness::OwnPhone,
            _ => return None,
        };
        Some(self.refusal(&SetupError::Weak(weakness), min_digits))
    }

    /// The last day of a code, where its holder is.
    #[must_use]
    pub fn until(&self, day: Date) -> String {
        match self.language {
            Language::En => format!("Good until {}, once.", day.strftime("%m/%d/%Y")),
            Language::Es => format!("Vale hasta el {}, una sola vez.", day.strftime("%d/%m/%Y")),
        }
    }
}

/// Why a PIN or a code was refused, as it stands in an address.
#[must_use]
pub const fn reason(error: &SetupError) -> &'static str {
    match error {
        SetupError::NotAPin(_) | SetupError::Weak(Weakness::Short { .. }) => "short",
        SetupError::Weak(Weakness::OneDigit) => "one-digit",
        SetupError::Weak(Weakness::Run) => "run",
        SetupError::Weak(Weakness::Common) => "common",
        SetupError::Weak(Weakness::Year) => "year",
        SetupError::Weak(Weakness::OwnId) => "own-id",
        SetupError::Weak(Weakness::OwnPhone) => "own-phone",
        SetupError::TooMany => "too-many",
        SetupError::Hash(_) => "busy",
        SetupError::Spent | SetupError::Used | SetupError::Store(_) => "code",
    }
}

/// The same of a form that holds no PIN.
#[must_use]
pub(in crate::web::pages) const fn form_reason(error: PinFormError) -> &'static str {
    match error {
        PinFormError::Differ => "differ",
        PinFormError::NotAPin(_) => "short",
    }
}

fn english(weakness: Weakness) -> String {
    match weakness {
        Weakness::Short { min_digits } => format!("A PIN has {min_digits} to 12 digits and nothing else."),
        Weakness::OneDigit => "One digit repeated is too easy to guess.".to_owned(),
        Weakness::Run => "Digits that count up or down are too easy to guess.".to_owned(),
        Weakness::Common => "This is one of the PINs that people try first.".to_owned(),
        Weakness::Year => "A year is too easy to guess.".to_owned(),
        Weakness::OwnId => "The PIN must not be your phone clock ID.".to_owned(),
        Weakness::OwnPhone => "The PIN must not be the end of your own phone number.".to_owned(),
    }
}

fn spanish(weakness: Weakness) -> String {
    match weakness {
        Weakness::Short { min_digits } => format!("Un PIN tiene de {min_digits} a 12 dígitos y nada más."),
        Weakness::OneDigit => "Un solo dígito repetido es demasiado fácil de adivinar.".to_owned(),
        Weakness::Run => "Los dígitos que suben o bajan de uno en uno son demasiado fáciles de adivinar.".to_owned(),
        Weakness::Common => "Este es uno de los PIN que la gente prueba primero.".to_owned(),
        Weakness::Year => "Un año es demasiado fácil de adivinar.".to_owned(),
        Weakness::OwnId => "El PIN no puede ser su número de identificación.".to_owned(),
        Weakness::OwnPhone => "El PIN no puede ser el final de su propio número de teléfono.".to_owned(),
    }
}

const ENGLISH: Words = Words {
    language: Language::En,
    choose_title: "Choose your PIN",
    employer: "For your work at",
    choose_intro: "You key in this PIN when you call to clock in and out. Nobody else can see it, and nobody will ask you for it.",
    pin: "New PIN",
    again: "The same PIN again",
    save: "Save my PIN",
    differ: "The two PINs differ. Type both again.",
    done_title: "You are ready to clock by phone",
    done_intro: "Your PIN is saved. Write down the number and your ID, or take a picture of this page.",
    done_again: "The same link shows this page again, for 7 days from when it was sent. Nothing can be changed with it any more.",
    used_before: "This link was used before: the PIN that was chosen then is the one that works, not the one just typed.",
    call: "Call this number",
    ask_for_number: "Ask your manager which number to call.",
    clock_id: "Your phone clock ID",
    how: "How to call",
    steps: [
        "Call the number, from any phone.",
        "Key in your phone clock ID, then #.",
        "Key in your PIN, then #.",
        "Wait until you hear your time. From then on it counts.",
    ],
    say_name: "After the tone, say your name, then press #.",
    practise: "Practise",
    practise_hint: "Try a call here on this page, with your own ID and PIN. Nothing you do there is counted.",
    practise_now: "Practise a call now",
    card_practice: "Practise a call, nothing counts:",
    shortcut: "For the contacts of your phone",
    shortcut_hint: "Saved as a number, this calls and keys in your ID for you. Your PIN is not in it.",
    code_title: "Set up clocking by phone",
    code_intro: "With the one-time code on your card you choose the PIN that you will call with.",
    code: "One-time code",
    code_hint: "12 digits, beginning with 0.",
    go_on: "Go on",
    not_a_code: "That is not a one-time code. Look at your card again: it has 12 digits, beginning with 0.",
    wrong_code: "This code does not work. Look at your card again; if it is right, ask your manager for a new one.",
    too_many: "Too many wrong codes came from here. Wait 15 minutes, then try again.",
    busy: "Too many people are choosing a PIN at this moment. Nothing was changed. Wait a few seconds, then type it again.",
    card_title: "Clock in and out by phone",
    card_code: "One-time code",
    card_code_hint: "First choose your PIN with this code, here:",
    card_code_first: "First choose your PIN with the one-time code: at the address above, or by calling. The next times:",
    card_code_call: "Or call the number and key in the code, then #, in place of an ID.",
    card_pin: "Never write your PIN on this card.",
    spent_title: "This link does not work any more",
    spent: [
        "If you have chosen your PIN already, it is saved: just call.",
        "Otherwise ask your manager for a new link. Each link works once, for 7 days.",
    ],
};

const SPANISH: Words = Words {
    language: Language::Es,
    choose_title: "Elija su PIN",
    employer: "Para su trabajo en",
    choose_intro: "Marque este PIN cuando llame para registrar su entrada y su salida. Nadie más puede verlo y nadie se lo va a pedir.",
    pin: "PIN nuevo",
    again: "El mismo PIN otra vez",
    save: "Guardar mi PIN",
    differ: "Los dos PIN son distintos. Escriba los dos otra vez.",
    done_title: "Ya puede registrar sus horas por teléfono",
    done_intro: "Su PIN está guardado. Anote el número y su identificación, o tome una foto de esta página.",
    done_again: "El mismo enlace muestra esta página otra vez, durante 7 días desde que se envió. Con él ya no se puede cambiar nada.",
    used_before: "Este enlace ya se había usado: vale el PIN que se eligió entonces, no el que acaba de escribir.",
    call: "Llame a este número",
    ask_for_number: "Pregunte a su supervisor a qué número llamar.",
    clock_id: "Su número de identificación",
    how: "Cómo llamar",
    steps: [
        "Llame al número desde cualquier teléfono.",
        "Marque su número de identificación y luego #.",
        "Marque su PIN y luego #.",
        "Espere hasta escuchar su hora. Desde ese momento cuenta.",
    ],
    say_name: "Después del tono, diga su nombre y luego oprima #.",
    practise: "Practicar",
    practise_hint: "Pruebe una llamada aquí en esta página, con su propia identificación y su PIN. Nada de lo que haga allí cuenta.",
    practise_now: "Practicar una llamada ahora",
    card_practice: "Practique una llamada, nada cuenta:",
    shortcut: "Para los contactos de su teléfono",
    shortcut_hint: "Guardado como número, llama y marca su identificación por usted. Su PIN no está incluido.",
    code_title: "Prepare el registro por teléfono",
    code_intro: "Con el código de un solo uso de su tarjeta elige el PIN con el que va a llamar.",
    code: "Código de un solo uso",
    code_hint: "12 dígitos, el primero es 0.",
    go_on: "Continuar",
    not_a_code: "Ese no es un código de un solo uso. Mire su tarjeta otra vez: tiene 12 dígitos y el primero es 0.",
    wrong_code: "Este código no sirve. Mire su tarjeta otra vez; si es correcto, pida uno nuevo a su supervisor.",
    too_many: "Llegaron demasiados códigos equivocados desde aquí. Espere 15 minutos y vuelva a intentarlo.",
    busy: "Demasiadas personas están eligiendo su PIN en este momento. No se cambió nada. Espere unos segundos y escríbalo otra vez.",
    card_title: "Registre su entrada y salida por teléfono",
    card_code: "Código de un solo uso",
    card_code_hint: "Primero elija su PIN con este código, aquí:",
    card_code_first: "Primero elija su PIN con el código de un solo uso: en la dirección de arriba o llamando. Las veces siguientes:",
    card_code_call: "O llame al número y marque el código, luego #, en lugar de una identificación.",
    card_pin: "Nunca escriba su PIN en esta tarjeta.",
    spent_title: "Este enlace ya no sirve",
    spent: [
        "Si ya eligió su PIN, está guardado: solo llame.",
        "Si no, pida un enlace nuevo a su supervisor. Cada enlace sirve una vez, durante 7 días.",
    ],
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_in_an_address_tells_what_the_refusal_does() {
        for language in Language::ALL {
            let words = Words::of(language);
            for weakness in [
                Weakness::Short { min_digits: 6 },
                Weakness::OneDigit,
                Weakness::Run,
                Weakness::Common,
                Weakness::Year,
                Weakness::OwnId,
                Weakness::OwnPhone,
            ] {
                let error = SetupError::Weak(weakness);
                assert_eq!(words.told(reason(&error), 6), Some(words.refusal(&error, 6)));
            }
            for error in [SetupError::Spent, SetupError::TooMany] {
                assert_eq!(words.told(reason(&error), 0), Some(words.refusal(&error, 0)));
            }
            assert_eq!(words.told("", 4), None);
            assert_eq!(words.told("<b>", 4), None);
        }
    }

    #[test]
    fn every_weakness_is_told_in_the_language_of_the_page() {
        let weaknesses = [
            Weakness::Short { min_digits: 6 },
            Weakness::OneDigit,
            Weakness::Run,
            Weakness::Common,
            Weakness::Year,
            Weakness::OwnId,
            Weakness::OwnPhone,
        ];
        for weakness in weaknesses {
            let [english, spanish] = Language::ALL.map(|language| {
                let words = Words::of(language);
                assert_eq!(words.language, language);
                words.refusal(&SetupError::Weak(weakness), 6)
            });
            assert_ne!(english, spanish);
            assert!(english.ends_with('.') && spanish.ends_with('.'));
        }
    }
}
