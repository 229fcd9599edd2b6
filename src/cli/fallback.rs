//! `phoneclock fallback`: what a provider is to say while the gateway does not answer.

use anyhow::ensure;
use clap::{Args, ValueEnum};
use phoneclock::{
    dialog::script::Script,
    domain::{language::Language, offered::OfferedLanguages},
    provider::fallback::{self, FallbackDocument, FallbackService},
};
use url::Url;

use super::{output, workspace::language};

/// Print the document that a provider serves by itself while the gateway cannot answer
///
/// It says so, takes ID, name and which way as a recording, and hangs up. Once the gateway is back it finds these calls
/// at the provider, and the office decides on each.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  phoneclock fallback plivo                                      one document does
  phoneclock fallback twilio --goodbye                           the second one, which is to be kept first
  phoneclock fallback twilio --goodbye-url https://…             the first one, which leads to it")]
pub struct FallbackArgs {
    /// Who serves it
    provider: Provider,
    /// Language of the callers; the first is heard first [default: en and es]
    #[arg(long = "language", value_name = "LANGUAGE", value_parser = language())]
    languages: Vec<Language>,
    /// Where the second document is, which Twilio and SignalWire ask for once they have recorded
    #[arg(long, value_name = "URL")]
    goodbye_url: Option<Url>,
    /// Print the second document, which says goodbye
    #[arg(long, conflicts_with = "goodbye_url")]
    goodbye: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Provider {
    Twilio,
    Signalwire,
    Telnyx,
    Plivo,
}

impl Provider {
    const fn service(self) -> FallbackService {
        match self {
            Self::Twilio => FallbackService::Twilio,
            Self::Signalwire => FallbackService::SignalWire,
            Self::Telnyx => FallbackService::Telnyx,
            Self::Plivo => FallbackService::Plivo,
        }
    }
}

/// Prints it.
pub fn run(args: &FallbackArgs) -> anyhow::Result<()> {
    let service = args.provider.service();
    ensure!(
        !service.asks_again() || args.goodbye || args.goodbye_url.is_some(),
        "this provider asks for another document once it has recorded: print that one with --goodbye, keep it where the \
         provider finds it, and give its address as --goodbye-url"
    );
    ensure!(
        service.asks_again() || (args.goodbye_url.is_none() && !args.goodbye),
        "at this provider one document does: leave --goodbye and --goodbye-url out"
    );
    let usual: Vec<_> = OfferedLanguages::default().iter().collect();
    let languages: &[Language] = if args.languages.is_empty() { &usual } else { &args.languages };
    let document = if args.goodbye {
        FallbackDocument::Goodbye
    } else {
        FallbackDocument::LeaveWord { goodbye_at: args.goodbye_url.as_ref() }
    };
    let mut xml = fallback::render(service, document, (&Script::embedded()?, languages))?;
    xml.push('\n');
    Ok(output::write(xml.as_bytes())?)
}
