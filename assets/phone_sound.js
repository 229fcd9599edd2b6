// What is heard: key tones, the tone before a recording, spoken words, clips.

/** The two tones of each key in Hz (ITU-T Q.23). */
const ROWS = { 1: 697, 2: 697, 3: 697, 4: 770, 5: 770, 6: 770, 7: 852, 8: 852, 9: 852, "*": 941, 0: 941, "#": 941 };
const COLUMNS = { 1: 1209, 4: 1209, 7: 1209, "*": 1209, 2: 1336, 5: 1336, 8: 1336, 0: 1336, 3: 1477, 6: 1477, 9: 1477, "#": 1477 };

/** Milliseconds in which the words are read, at the pace of speech. */
const readingTime = (text) => 400 + (text.length * 1000) / 14;

function pause(millis, signal) {
  return new Promise((done) => {
    const timer = setTimeout(done, millis);
    signal.addEventListener("abort", () => { clearTimeout(timer); done(); }, { once: true });
  });
}

export class Sound {
  /** `aloud` is the box that says whether words are spoken. */
  constructor(aloud) {
    this.aloud = aloud;
    this.context = null;
    // Asking for the voices makes some browsers load them.
    globalThis.speechSynthesis?.getVoices();
    aloud.addEventListener("change", () => { if (!aloud.checked) globalThis.speechSynthesis?.cancel(); });
  }

  /** Browsers make no sound before somebody has pressed something. */
  wake() {
    this.context ??= new AudioContext();
    if (this.context.state === "suspended") this.context.resume();
  }

  #sine(frequencies, secs) {
    this.wake();
    const [now, gain] = [this.context.currentTime, this.context.createGain()];
    gain.gain.setValueAtTime(0.1, now);
    gain.gain.setTargetAtTime(0, now + secs, 0.01);
    gain.connect(this.context.destination);
    for (const frequency of frequencies) {
      const tone = this.context.createOscillator();
      tone.frequency.value = frequency;
      tone.connect(gain);
      tone.start(now);
      tone.stop(now + secs + 0.1);
    }
  }

  tone(key) {
    this.#sine([ROWS[key], COLUMNS[key]], 0.12);
  }

  async beep() {
    this.#sine([1000], 0.4);
    await new Promise((done) => { setTimeout(done, 500); });
  }

  /** Speaks the words where there is a voice for their language; else lets the time pass in which they are read. */
  async say(text, language, signal) {
    const spoken = this.aloud.checked && (await this.#speak(text, language, signal));
    if (!spoken && !signal.aborted) await pause(readingTime(text), signal);
  }

  #speak(text, language, signal) {
    const voice = voiceFor(language);
    if (!voice || signal.aborted) return false;
    return new Promise((done) => {
      // Kept in a field: browsers forget utterances that nobody holds, and their ends with them.
      this.utterance = new SpeechSynthesisUtterance(text);
      this.utterance.voice = voice;
      this.utterance.lang = voice.lang;
      this.utterance.addEventListener("end", () => done(true));
      this.utterance.addEventListener("error", () => done(false));
      signal.addEventListener("abort", () => { speechSynthesis.cancel(); done(true); }, { once: true });
      pause(readingTime(text) * 3 + 5000, signal).then(() => done(true));
      speechSynthesis.cancel();
      speechSynthesis.speak(this.utterance);
    });
  }

  /** Plays a clip of the gateway. */
  async play(url, signal) {
    try {
      // The gateway may know itself by another name than this page does.
      const response = await fetch(new URL(url).pathname, { signal });
      const clip = await this.context.decodeAudioData(await response.arrayBuffer());
      if (signal.aborted) return;
      const source = this.context.createBufferSource();
      source.buffer = clip;
      source.connect(this.context.destination);
      await new Promise((done) => {
        source.addEventListener("ended", done);
        signal.addEventListener("abort", () => { source.stop(); done(); }, { once: true });
        source.start();
      });
    } catch {
      await pause(3000, signal);
    }
  }
}

/** A voice of this browser for the language, preferably as it is spoken there. */
function voiceFor(language) {
  const voices = globalThis.speechSynthesis?.getVoices() ?? [];
  const tag = (voice) => voice.lang.replace("_", "-").toLowerCase();
  const [wanted, alone] = [language.toLowerCase(), language.toLowerCase().split("-")[0]];
  return voices.find((voice) => tag(voice) === wanted) ?? voices.find((voice) => tag(voice).split("-")[0] === alone);
}
