// Makes the key of a browser that somebody approves while signed in, just before the form is sent.
import { Device } from "./device.js";

const form = document.getElementById("approve");

form.addEventListener("submit", async (event) => {
  if (form.elements.key.value) return;
  event.preventDefault();
  try {
    const device = await Device.open();
    form.elements.key.value = await device.offerKey();
  } catch {
    document.getElementById("no-key").hidden = false;
    return;
  }
  form.requestSubmit();
});
