// Makes the key of a visitor's browser, with which it becomes a device of the demo's kiosk.
const form = document.getElementById("open-kiosk");
let made = false;

form.addEventListener("submit", async (event) => {
  if (made) {
    made = false;
    // Its forms are of before this browser was the kiosk.
    window.addEventListener("focus", () => location.reload(), { once: true });
    return;
  }
  event.preventDefault();
  try {
    const { Device } = await import(form.dataset.device);
    const device = await Device.open();
    form.elements.key.value = await device.offerKey();
  } catch {
    document.getElementById("no-key").hidden = false;
    return;
  }
  made = true;
  form.requestSubmit();
});
