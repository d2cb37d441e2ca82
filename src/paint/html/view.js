/*
 * The view: where the map lies in its canvas and how large. Panning and zooming change one transform of one
 * composited layer; nothing is laid out for it. Wheel pans, with Ctrl (a trackpad's pinch) it zooms; a drag, a
 * finger and two fingers do what they do on other maps.
 */

const view = { x: 0, y: 0, scale: 1, width: 0, height: 0, size: [1, 1] };
const SCALES = { least: 0.05, most: 6 };
const MARGIN = 24; /* of the map that always stays in sight, and around a map that fits */

let flight = 0; /* of the animation that moves the view */

let sharpening = 0; /* the timer that waits for the end of a zoom */
let sharpScale = 0; /* the scale that the layer was last drawn at */

/* A composited layer keeps the pixels it was drawn with: after a zoom it is given up for a moment, and drawn anew. */
function sharpen() {
  const stage = byId('stage');
  sharpScale = view.scale;
  applyView();
  stage.style.willChange = 'auto';
  requestAnimationFrame(() => requestAnimationFrame(() => (stage.style.willChange = 'transform')));
}

/* Where the map is not being zoomed it stands on whole pixels: a layer drawn sharp stays so wherever it is moved. */
function onPixel(length) {
  return view.scale === sharpScale ? Math.round(length * devicePixelRatio) / devicePixelRatio : length;
}

function applyView() {
  if (view.scale !== sharpScale) {
    clearTimeout(sharpening);
    sharpening = setTimeout(sharpen, 150);
  }
  byId('stage').style.transform = `translate(${onPixel(view.x)}px, ${onPixel(view.y)}px) scale(${view.scale})`;
  byId('zoom-level').textContent = `${Math.round(view.scale * 100)}%`;
  tell('view');
}

/* Keeps some of the map in sight: it may not leave the middle half of the canvas. */
function setView(x, y, scale = view.scale) {
  const [w, h] = [view.size[0] * scale, view.size[1] * scale];
  view.scale = scale;
  view.x = clamp(x, Math.min(MARGIN, view.width * 0.6 - w), Math.max(view.width - w - MARGIN, view.width * 0.4));
  view.y = clamp(y, Math.min(MARGIN, view.height * 0.6 - h), Math.max(view.height - h - MARGIN, view.height * 0.4));
  applyView();
}

function stopFlight() {
  cancelAnimationFrame(flight);
  flight = 0;
}

/* Moves there within a fifth of a second, or at once for those who asked for less motion. */
function flyTo(x, y, scale = view.scale) {
  stopFlight();
  if (isStill()) return setView(x, y, scale);
  const from = { ...view }, begun = performance.now();
  const step = now => {
    const t = clamp((now - begun) / 220, 0, 1), ease = 1 - (1 - t) ** 3;
    const k = from.scale * (scale / from.scale) ** ease;
    setView(from.x + (x - from.x) * ease, from.y + (y - from.y) * ease, k);
    flight = t < 1 ? requestAnimationFrame(step) : 0;
  };
  flight = requestAnimationFrame(step);
}

/* Zooms so that the point of the canvas keeps what it shows. */
function zoomAt(px, py, factor, isSmooth = false) {
  const scale = clamp(view.scale * factor, SCALES.least, SCALES.most), k = scale / view.scale;
  const x = px - (px - view.x) * k, y = py - (py - view.y) * k;
  if (isSmooth) flyTo(x, y, scale);
  else setView(x, y, scale);
}

function zoomBy(factor) {
  zoomAt(view.width / 2, view.height / 2, factor, true);
}

const fitWidth = () => (view.width - 2 * MARGIN) / view.size[0];

/* The whole map, or, when it would be too small to be of use, its whole width. */
function fitView(isSmooth = true) {
  let scale = Math.min(fitWidth(), (view.height - 2 * MARGIN) / view.size[1], 1.2);
  if (scale < 0.2) scale = Math.min(fitWidth(), 1);
  scale = clamp(scale, SCALES.least, SCALES.most);
  const x = (view.width - view.size[0] * scale) / 2;
  const y = Math.max((view.height - view.size[1] * scale) / 2, MARGIN);
  (isSmooth ? flyTo : setView)(x, y, scale);
}

/* How a map is first shown: readable, from its top; as wide as a narrow screen. */
function startView() {
  const scale = clamp(fitWidth(), SCALES.least, 1.2);
  const tall = view.size[1] * scale > view.height;
  setView((view.width - view.size[0] * scale) / 2,
    tall ? MARGIN / 2 : (view.height - view.size[1] * scale) / 2, scale);
}

/* Brings a box of the map into sight, larger where its text would be too small to read. */
function revealBox([x, y, w, h], { isCentred = false } = {}) {
  const scale = view.scale < 0.6 && isCentred ? Math.min(1, Math.max(0.6, fitWidth())) : view.scale;
  const left = x * scale, top = y * scale, pad = 48;
  let vx = view.x, vy = view.y;
  if (scale !== view.scale) {
    const k = scale / view.scale;
    vx = view.width / 2 - (view.width / 2 - vx) * k;
  }
  vx = clamp(vx, pad - left, Math.max(view.width - pad - left - w * scale, pad - left));
  const isInSight = vy + top >= pad && vy + top + h * scale <= view.height - pad && scale === view.scale;
  if (isCentred && !isInSight) vy = view.height / 2 - top - (h * scale) / 2;
  else vy = clamp(vy, pad - top, Math.max(view.height - pad - top - h * scale, pad - top));
  if (Math.abs(vx - view.x) + Math.abs(vy - view.y) > 0.5 || scale !== view.scale) flyTo(vx, vy, scale);
}

function measureCanvas() {
  const box = byId('canvas').getBoundingClientRect();
  if (!box.width) return;
  const dx = view.width ? (box.width - view.width) / 2 : 0;
  Object.assign(view, { width: box.width, height: box.height });
  if (dx && state.model) setView(view.x + dx, view.y);
}

/* --- wheel, mouse, fingers --- */

const pointers = new Map(); /* those that are down: id → { x, y } */
let drag = null; /* { moved, time, vx, vy } */

function onWheel(event) {
  event.preventDefault();
  stopFlight();
  const unit = event.deltaMode === 1 ? 16 : event.deltaMode === 2 ? view.height : 1;
  const box = byId('canvas').getBoundingClientRect();
  if (event.ctrlKey || event.metaKey) {
    const factor = Math.exp(-clamp(event.deltaY * unit, -60, 60) * 0.008);
    return zoomAt(event.clientX - box.left, event.clientY - box.top, factor);
  }
  const [dx, dy] = event.shiftKey && !event.deltaX ? [event.deltaY, 0] : [event.deltaX, event.deltaY];
  setView(view.x - dx * unit, view.y - dy * unit);
}

function onPointerDown(event) {
  if (event.button !== 0) return;
  stopFlight();
  pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
  if (pointers.size === 1) drag = { moved: 0, time: event.timeStamp, vx: 0, vy: 0 };
}

const spread = points => Math.hypot(points[0].x - points[1].x, points[0].y - points[1].y);

function onPointerMove(event) {
  const at = pointers.get(event.pointerId);
  if (!at || !drag) return;
  const dx = event.clientX - at.x, dy = event.clientY - at.y;
  drag.moved += Math.abs(dx) + Math.abs(dy);
  if (drag.moved < 4) return;
  if (!byId('canvas').hasPointerCapture(event.pointerId)) byId('canvas').setPointerCapture(event.pointerId);
  byId('canvas').classList.add('is-dragged');
  const before = [...pointers.values()].map(point => ({ ...point }));
  Object.assign(at, { x: event.clientX, y: event.clientY });
  if (pointers.size === 2) return pinch(before, [...pointers.values()]);
  const pause = Math.max(event.timeStamp - drag.time, 1);
  Object.assign(drag, { time: event.timeStamp, vx: dx / pause, vy: dy / pause });
  setView(view.x + dx, view.y + dy);
}

function pinch(before, after) {
  const box = byId('canvas').getBoundingClientRect();
  const middle = points => [(points[0].x + points[1].x) / 2 - box.left, (points[0].y + points[1].y) / 2 - box.top];
  const [x0, y0] = middle(before), [x1, y1] = middle(after);
  setView(view.x + x1 - x0, view.y + y1 - y0);
  zoomAt(x1, y1, spread(after) / Math.max(spread(before), 1));
}

function onPointerUp(event) {
  if (!pointers.delete(event.pointerId) || pointers.size) return;
  byId('canvas').classList.remove('is-dragged');
  const { vx, vy } = drag;
  const isThrown = event.pointerType === 'touch' && event.timeStamp - drag.time < 40 && Math.hypot(vx, vy) > 0.3;
  if (isThrown && !isStill()) flyTo(view.x + vx * 180, view.y + vy * 180);
}

/* A click that ends a drag is none. */
function swallowClick(event) {
  if (drag && drag.moved >= 4) {
    event.preventDefault();
    event.stopPropagation();
  }
  drag = null;
}

function setUpView() {
  const canvas = byId('canvas');
  canvas.addEventListener('wheel', onWheel, { passive: false });
  canvas.addEventListener('pointerdown', onPointerDown);
  canvas.addEventListener('pointermove', onPointerMove);
  canvas.addEventListener('pointerup', onPointerUp);
  canvas.addEventListener('pointercancel', onPointerUp);
  canvas.addEventListener('click', swallowClick, true);
  canvas.addEventListener('dragstart', event => event.preventDefault());
  byId('zoom-in').addEventListener('click', () => zoomBy(1.25));
  byId('zoom-out').addEventListener('click', () => zoomBy(0.8));
  byId('zoom-level').addEventListener('click', () => zoomBy(1 / view.scale));
  byId('fit').addEventListener('click', () => fitView());
  new ResizeObserver(measureCanvas).observe(canvas);
}
