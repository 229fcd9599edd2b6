// In the place of assets/kiosk/device.js: a device whose gateway is `window.fake`, in the page itself.

export class DeviceProblem extends Error {
  constructor(problem) {
    super(`the device is not answered: ${problem}`);
    this.problem = problem;
  }
}

export class Device {
  static async open() {
    return new Device();
  }

  get ahead() {
    return window.fake.ahead();
  }

  get standing() {
    return window.fake.standing;
  }

  async look() {
    return window.fake.look;
  }

  async connect(code) {
    return window.fake.connect(code);
  }

  async waitForApproval({ signal } = {}) {
    await new Promise((resolve, reject) => {
      window.fake.decide = resolve;
      signal?.addEventListener("abort", () => reject(signal.reason));
    });
    return window.fake.decision;
  }

  async act(name, body) {
    const { fake } = window;
    fake.calls.push({ act: name, body: structuredClone(body) });
    if (fake.slow) await new Promise((resume) => setTimeout(resume, fake.slow));
    if (fake.problem) throw new DeviceProblem(fake.problem);
    return structuredClone(await fake.acts[name](body));
  }

  get heard() {
    return null;
  }

  async keys() {
    return crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, false, ["sign"]);
  }

  async deliver() {
    throw new DeviceProblem("offline");
  }

  async glance(name, bytes) {
    window.fake.glances.push({ act: name, bytes: bytes.length });
    return window.fake.glance(bytes);
  }
}
