//! `serve`: the gateway on the telephone.

use clap::Args;
use phoneclock::{
    app,
    config::{GatewayArgs, StorageArgs},
};

#[derive(Debug, Args)]
#[command(after_help = "Example:
  PHONECLOCK_TWILIO_AUTH_TOKEN_FILE=/etc/phoneclock/token phoneclock serve \\
    --public-url https://clock.example.com --dial-in-number +15555550100 \\
    --twilio-account-sid AC0123456789abcdef0123456789abcdef

Put a reverse proxy with TLS before it, and enter PUBLIC_URL/voice/twilio as the webhook of the number \
at the provider. `phoneclock doctor` takes the same settings and says what is wrong with them.")]
pub struct ServeArgs {
    #[command(flatten)]
    gateway: GatewayArgs,
}

/// Runs the gateway until it is stopped.
pub async fn run(args: ServeArgs, storage: StorageArgs) -> anyhow::Result<()> {
    app::serve(storage, args.gateway.check()?).await
}
