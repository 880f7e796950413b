// Swipe: a finger on a slider. What goes up or down scrolls the page and changes nothing; what goes sideways, or only taps,
// sets the slider. Browsers by themselves set it as soon as it is touched. (The style keeps touches from the input: `.track`.)
const SIDEWAYS = 6; // pixels from which a finger means to drag

function put(input, x) {
  const box = input.getBoundingClientRect(), thumb = Math.min(box.height, box.width / 2);
  const share = (x - box.left - thumb / 2) / (box.width - thumb);
  const value = Number(input.min) + Math.min(1, Math.max(0, share)) * (input.max - input.min);
  const before = input.value;
  input.value = value; // the browser takes it to the nearest step
  if (input.value !== before) input.dispatchEvent(new Event("input", { bubbles: true }));
}

export function swiping(form) {
  let from = null;
  form.addEventListener("pointerdown", ({ target, clientX, pointerId }) => {
    const track = target.closest(".track"), input = track && track !== target.closest("input") && track.querySelector("input");
    from = input && !input.disabled ? { input, track, x: clientX, pointerId, drags: false } : null;
  });
  form.addEventListener("pointermove", ({ clientX, pointerId }) => {
    if (!from || pointerId !== from.pointerId) return;
    if (!from.drags && Math.abs(clientX - from.x) < SIDEWAYS) return;
    if (!from.drags) from.track.setPointerCapture(pointerId);
    from.drags = true;
    put(from.input, clientX);
  });
  form.addEventListener("pointerup", ({ clientX, pointerId }) => {
    if (!from || pointerId !== from.pointerId) return;
    put(from.input, clientX);
    from.input.focus({ preventScroll: true });
    from = null;
  });
  form.addEventListener("pointercancel", () => { from = null; }); // the page scrolls
}
