//! Places calls: starts the loop between the line, the caller and the gateway.

use std::sync::Arc;

use futures::{FutureExt, future::ready};

use super::{
    conversation::Conversation,
    error::SimulatorError,
    handset::Handset,
    place_call::PlaceCall,
    recordings::RecordingShelf,
    report::{CallReport, Observed},
    script::{CallerScript, ScriptedHandset},
    webhook::{Observer, Wire},
};
use phoneclock_core::domain::entropy::Entropy;

/// The simulated provider's switchboard. Cheap to clone; calls may run side by side.
#[derive(Clone)]
pub struct Simulator {
    entropy: Arc<dyn Entropy>,
    shelf: RecordingShelf,
}

impl Simulator {
    /// A provider that draws its ids from `entropy` and puts recordings onto `shelf`.
    #[must_use]
    pub fn new(entropy: Arc<dyn Entropy>, shelf: RecordingShelf) -> Self {
        Self { entropy, shelf }
    }

    /// Places a call with a scripted caller and follows it to its end, callbacks included. No time is waited: a silence
    /// that the gateway is told of is over at once.
    ///
    /// # Errors
    /// When the addresses cannot be used. Whatever the gateway does wrong is in the report.
    pub async fn place(&self, call: &PlaceCall, script: CallerScript) -> Result<CallReport, SimulatorError> {
        self.place_with(call, &mut ScriptedHandset::new(script, Arc::new(|_| ready(()).boxed())), &mut |_: Observed<
            '_,
        >| {})
            .await
    }

    /// The same with any handset, and with somebody watching.
    ///
    /// # Errors
    /// See [`Simulator::place`].
    pub async fn place_with(
        &self,
        call: &PlaceCall,
        handset: &mut dyn Handset,
        observer: &mut dyn Observer,
    ) -> Result<CallReport, SimulatorError> {
        let wire = Wire::new(call, observer)?;
        Ok(Conversation::new(wire, handset, &*self.entropy, &self.shelf).run().await)
    }
}
