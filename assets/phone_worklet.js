// Hands on what the microphone hears, a few hundredths of a second at a time.
const BLOCK = 2048;

class Tap extends AudioWorkletProcessor {
  #block = new Float32Array(BLOCK);
  #filled = 0;

  process([[channel]]) {
    if (channel) {
      this.#block.set(channel, this.#filled);
      this.#filled += channel.length;
      if (this.#filled >= BLOCK) {
        this.port.postMessage(this.#block.slice());
        this.#filled = 0;
      }
    }
    return true;
  }
}

registerProcessor("tap", Tap);
