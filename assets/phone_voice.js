// The microphone, and what it hears as a phone line gives it: 8 kHz, 16 bit, mono, as WAV.

const HZ = 8000;
/** Below this share of full scale nobody speaks. */
const SILENT = 0.01;

export class Microphone {
  #stream; #source; #tap; #taking = null;

  /** Asks for the microphone. Throws where there is none, or where it is not to be had. */
  static async open(context) {
    const microphone = new Microphone();
    const audio = { channelCount: 1, echoCancellation: true, noiseSuppression: false, autoGainControl: true };
    microphone.#stream = await navigator.mediaDevices.getUserMedia({ audio });
    try {
      await context.audioWorklet.addModule("/assets/phone_worklet.js");
      microphone.#source = context.createMediaStreamSource(microphone.#stream);
      microphone.#tap = new AudioWorkletNode(context, "tap", { numberOfOutputs: 0 });
    } catch (error) {
      microphone.close();
      throw error;
    }
    return microphone;
  }

  get recording() {
    return this.#taking !== null;
  }

  /** Records until `stop`, so much silence, or the longest time. Gives the WAV and why it ended. */
  async record({ maxSecs, silenceSecs, show }) {
    const rate = this.#tap.context.sampleRate;
    const [chunks, limit] = [[], maxSecs * rate];
    let [length, loudAt] = [0, 0];
    const stopped = await new Promise((stop) => {
      this.#taking = stop;
      this.#tap.port.onmessage = ({ data }) => {
        chunks.push(data);
        length += data.length;
        const loudness = Math.sqrt(data.reduce((sum, sample) => sum + sample * sample, 0) / data.length);
        show(Math.min(1, loudness * 4));
        if (loudness > SILENT) loudAt = length;
        if (length >= limit) this.stop("max-length");
        else if (silenceSecs > 0 && length - loudAt >= silenceSecs * rate) this.stop("silence");
      };
      this.#source.connect(this.#tap);
    });
    this.#source.disconnect();
    this.#tap.port.onmessage = null;
    if (length === 0 || stopped === "over") return { wav: null, stopped };
    return { wav: wav(await resampled(chunks, length, rate)), stopped };
  }

  /** Ends a recording; does nothing where there is none. */
  stop(why) {
    this.#taking?.(why);
    this.#taking = null;
  }

  close() {
    this.stop("over");
    for (const track of this.#stream.getTracks()) track.stop();
  }
}

async function resampled(chunks, length, rate) {
  const offline = new OfflineAudioContext(1, Math.max(1, Math.floor((length * HZ) / rate)), HZ);
  const whole = offline.createBuffer(1, length, rate);
  let at = 0;
  for (const chunk of chunks) {
    whole.copyToChannel(chunk, 0, at);
    at += chunk.length;
  }
  const source = offline.createBufferSource();
  source.buffer = whole;
  source.connect(offline.destination);
  source.start();
  return (await offline.startRendering()).getChannelData(0);
}

/** RIFF, a format chunk of PCM, a data chunk. */
function wav(samples) {
  const bytes = samples.length * 2;
  const view = new DataView(new ArrayBuffer(44 + bytes));
  const text = (at, letters) => [...letters].forEach((letter, n) => view.setUint8(at + n, letter.charCodeAt(0)));
  text(0, "RIFF");
  view.setUint32(4, 36 + bytes, true);
  text(8, "WAVEfmt ");
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, HZ, true);
  view.setUint32(28, HZ * 2, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  text(36, "data");
  view.setUint32(40, bytes, true);
  samples.forEach((sample, n) => view.setInt16(44 + n * 2, Math.round(Math.max(-1, Math.min(1, sample)) * 32767), true));
  return view.buffer;
}
