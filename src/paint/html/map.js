/*
 * The map on the page: the program's SVG, whose groups follow the model. Only what is near the canvas is
 * rendered where the map is large; what moves is moved by a transform; connectors are drawn again.
 */

const CULL_FROM = 600; /* nodes */
const SLIDE = 240; /* milliseconds that folding takes */

const map = { svg: null, paths: [], ring: null, below: [], links: null, slide: 0, isFresh: false, isPrinting: false };

/* At first only what is in sight is rendered, so that it is there at once; what is near follows. */
function refresh() {
  map.isFresh = true;
  setTimeout(() => {
    map.isFresh = false;
    drawMap();
  }, 100);
}

/* Takes the SVG in the stage as the picture of the model. */
function bindMap(model) {
  const svg = byId('stage').querySelector('svg');
  const nodes = svg.querySelectorAll('g.node'), clusters = svg.querySelectorAll('g.cluster');
  let next = 0;
  model.nodes.forEach((node, i) => {
    node.element = nodes[i];
    const cluster = node.cluster ? clusters[next++] : null;
    node.region = cluster && cluster.querySelector('rect');
    node.outline = cluster && cluster.querySelector('path'); /* drawn by hand */
    node.now = { shift: 0, start: node.extent.start, size: node.extent.end - node.extent.start };
    node.element.dataset.index = i;
  });
  Object.assign(map, {
    svg,
    paths: readPaths(model, svg.querySelectorAll('#edges > path')),
    below: svg.querySelectorAll('#footer, #legend'),
    links: svg.querySelector('#cross-links'),
    ring: makeSvg('rect', { class: 'ring', rx: 6 }),
    sheet: svg.querySelector(':scope > rect'),
  });
  svg.setAttribute('role', 'presentation');
  svg.querySelector('#nodes').setAttribute('role', 'presentation');
  for (const element of [svg, svg.querySelector('#nodes')]) {
    element.removeAttribute('aria-labelledby');
    element.removeAttribute('aria-describedby');
  }
  if (map.sheet) map.sheet.classList.add('sheet');
  const ofLink = { target: '_blank', rel: 'noopener noreferrer', tabindex: -1 };
  for (const link of svg.querySelectorAll('a')) fill(link, ofLink, []);
  const mute = '#edges, g.cluster, #footer, #legend, #cross-links';
  for (const part of svg.querySelectorAll(mute)) part.setAttribute('aria-hidden', 'true');
  view.size = [model.page[2], model.page[3]];
}

/* --- what a screen reader is told of a node --- */

function labelOf(node) {
  if (!isPaper(node)) return [node.name, plural(node.count, 'paper')].join(', ');
  const links = node.links.map(([label]) => label).join(', ');
  return [node.name, node.abbr, [node.venue, node.year].filter(Boolean).join(' '), links].filter(Boolean).join(', ');
}

function describeNode(node) {
  const siblings = node.parent ? node.parent.kids.filter(kid => !kid.isHidden) : [node];
  fill(node.element, {
    role: 'treeitem',
    'aria-label': labelOf(node),
    'aria-level': node.level + 1,
    'aria-setsize': siblings.length,
    'aria-posinset': siblings.indexOf(node) + 1,
    'aria-selected': String(node === state.active),
  }, []);
  if (node.kids.length) node.element.setAttribute('aria-expanded', String(!node.isFolded));
}

/* --- the handle that folds a branch --- */

function drawHandle(node) {
  const kid = node.kids.find(child => child.points);
  if (node.handle) node.handle.remove();
  if (!kid || !node.parent) return;
  const count = String(node.isFolded ? papersLeft(node) : 0);
  const width = node.isFolded ? 11 + 5.5 * count.length : 12, height = node.isFolded ? 16 : 12;
  const [x, y] = placeOfHandle(kid, width, height), look = node.pathClass;
  const title = makeSvg('title', {}, node.isFolded ? 'Unfold' : 'Fold');
  const room = makeSvg('rect', { class: 'room', x: x - 12, y: y - 12, width: 24, height: 24 });
  const body = makeSvg('rect', { class: look, x: x - width / 2, y: y - height / 2, width, height, rx: height / 2 });
  const sign = node.isFolded
    ? makeSvg('text', { x, y: y + 3.2, 'text-anchor': 'middle' }, count)
    : makeSvg('path', { class: look, d: `M${x - 2.6} ${y}h5.2` });
  const name = node.isFolded ? 'fold is-folded' : 'fold';
  node.handle = makeSvg('g', { class: name, 'aria-hidden': 'true' }, title, room, body, sign);
  node.element.append(node.handle);
}

/* On the connector, right after it left the node. */
function placeOfHandle(kid, width, height) {
  const [x, y] = kid.points, axis = state.model.axis, other = 1 - axis;
  const way = Math.sign(kid.points[kid.points.length - 2 + other] - kid.points[other]) || 1;
  return axis ? [x + way * (width / 2 + 2), y] : [x, y + way * (height / 2 + 2)];
}

/* --- rendering what is near --- */

/* The part of the map, along its axis, that is in sight or nearly. */
function windowOfView() {
  const axis = state.model.axis, at = axis ? view.y : view.x, length = axis ? view.height : view.width;
  const margin = map.isFresh ? 0 : Math.max(length * 0.75, 300);
  return [(-at - margin) / view.scale, (-at + length + margin) / view.scale];
}

/* Below this scale a paper's text is no more than a line of dust. */
const isTiny = () => view.scale < 0.12;

function showNode(node, isSeen) {
  if (isSeen === node.isSeen) return;
  node.isSeen = isSeen;
  node.element.classList.toggle('seen', isSeen);
  if (isSeen && !node.isDressed) {
    node.isDressed = true;
    const [x, y, width, height] = node.box;
    node.element.prepend(makeSvg('rect', { class: 'room', x, y, width, height })); /* between its letters, too */
    describeNode(node);
    if (node.kids.length) drawHandle(node);
  }
}

function moveNode(node) {
  const shift = Math.round(node.now.shift * 100) / 100;
  if (node.drawnShift === shift) return;
  node.drawnShift = shift;
  const way = state.model.axis ? `0 ${shift}` : `${shift} 0`;
  if (shift) node.element.setAttribute('transform', `translate(${way})`);
  else node.element.removeAttribute('transform');
}

function drawRegion(node, lo, hi) {
  const { start, size } = node.now, isSeen = !node.isWaiting && start < hi && start + size > lo;
  const { region, outline } = node, names = state.model.axis ? ['y', 'height'] : ['x', 'width'];
  for (const part of [region, outline]) if (part) part.classList.toggle('seen', isSeen);
  if (!isSeen) return;
  if (region) {
    region.setAttribute(names[0], start);
    region.setAttribute(names[1], size);
  }
  if (outline) stretchOutline(node, start, size);
}

/* A path has no height to set: it is stretched from where it was drawn. */
function stretchOutline(node, start, size) {
  const { extent, outline } = node, factor = size / (extent.end - extent.start), shift = start - factor * extent.start;
  const isThere = Math.abs(factor - 1) < 1e-6 && Math.abs(shift) < 0.01;
  const matrix = state.model.axis ? [1, 0, 0, factor, 0, shift] : [factor, 0, 0, 1, shift, 0];
  if (isThere) outline.removeAttribute('transform');
  else outline.setAttribute('transform', `matrix(${matrix.join(' ')})`);
}

function drawConnector(model, path, isSeen) {
  path.element.classList.toggle('seen', isSeen);
  if (!isSeen) return;
  const isMoved = map.hasMoved;
  if (isMoved) path.element.setAttribute('d', drawPath(model, path));
  else if (path.isMoved) path.element.setAttribute('d', path.original);
  path.isMoved = isMoved;
}

let drawn = [0, 0, 0]; /* the window that was last rendered, and its scale */

/* Renders what the window shows. With `isForced` although nothing but the model changed. */
function drawMap(isForced = true) {
  const model = state.model;
  if (!model || !model.root || !map.svg) return;
  const isCulled = model.nodes.length > CULL_FROM && !map.isPrinting;
  const [lo, hi] = isCulled ? windowOfView() : [-Infinity, Infinity];
  const slack = (hi - lo) * 0.2;
  const isNear = Math.abs(lo - drawn[0]) < slack && Math.abs(hi - drawn[1]) < slack && isTiny() === drawn[2];
  if (!isForced && (!isCulled || isNear)) return;
  drawn = [lo, hi, isTiny()];
  const hidesPapers = isCulled && isTiny();
  for (const node of model.nodes) {
    const start = node.own.start + node.now.shift;
    const isSeen = !node.isWaiting && start < hi && start + node.own.size > lo && !(hidesPapers && isPaper(node));
    if (isSeen) moveNode(node);
    showNode(node, isSeen);
    if (node.region || node.outline) drawRegion(node, lo, hi);
  }
  for (const path of map.paths) drawConnector(model, path, isPathSeen(path, lo, hi, hidesPapers));
  drawRing();
}

function isPathSeen(path, lo, hi, hidesPapers) {
  if (path.parent.isWaiting || path.parent.isFolded) return false;
  const kids = (path.shared ? path.parent.kids : path.kids).filter(kid => !kid.isHidden);
  if (!kids.length || (hidesPapers && isPaper(kids[0]))) return false;
  const ends = [crossOf(path.parent), crossOf(kids[0]), crossOf(kids[kids.length - 1])];
  return Math.min(...ends) < hi && Math.max(...ends) > lo;
}

/* --- moving to new places --- */

/* Places the nodes anew and slides them there; what was at `anchor` stays where it is on the screen. */
function replaceNodes(anchor = null, isSmooth = true) {
  const model = state.model;
  if (!model.root) return;
  const before = anchor ? anchor.now.shift : 0;
  const longer = placeNodes(model);
  cancelAnimationFrame(map.slide);
  const size = view.size.slice(), goal = [model.page[2], model.page[3]];
  goal[model.axis] += longer;
  map.hasMoved = model.isTidy && model.nodes.some(node => Math.abs(node.goal.shift) > 0.01 || node.isWaiting);
  /* Lanes are where all papers are in their places. */
  if (map.links) map.links.style.display = model.nodes.some(node => node.isWaiting) || map.hasMoved ? 'none' : '';
  const origins = model.nodes.map(node => node.now), origin = { ...view };
  const drift = anchor ? (anchor.goal.shift - before) * view.scale : 0;
  const step = share => {
    model.nodes.forEach((node, i) => (node.now = between(origins[i], node.goal, share)));
    view.size = size.map((value, i) => value + (goal[i] - value) * share);
    moveFooter(model, view.size[model.axis] - model.page[2 + model.axis]);
    if (anchor) keepInPlace(origin, drift * share);
    drawMap();
  };
  if (!isSmooth || isStill() || document.hidden) {
    step(1);
    return settle();
  }
  const begun = performance.now();
  const frame = now => {
    const t = clamp((now - begun) / SLIDE, 0, 1);
    step(1 - (1 - t) ** 3);
    if (t < 1) map.slide = requestAnimationFrame(frame);
    else settle();
  };
  map.slide = requestAnimationFrame(frame);
}

/* The view moves with what it shows, but not so far that it shows nothing above the map. */
function keepInPlace(origin, drift) {
  const axis = state.model.axis, most = Math.max((axis ? view.height : view.width) * 0.1, MARGIN);
  const at = axis ? origin.y : origin.x, to = Math.min(at - drift, Math.max(at, most));
  setView(axis ? origin.x : to, axis ? to : origin.y);
}

function between(a, b, share) {
  if (share >= 1) return b;
  const mix = (from, to) => from + (to - from) * share;
  return { shift: mix(a.shift, b.shift), start: mix(a.start, b.start), size: mix(a.size, b.size) };
}

function settle() {
  fitSheet();
  tell('places');
}

function fitSheet() {
  map.svg.setAttribute('width', view.size[0]);
  map.svg.setAttribute('height', view.size[1]);
  map.svg.setAttribute('viewBox', `0 0 ${view.size[0]} ${view.size[1]}`);
  if (map.sheet) fill(map.sheet, { width: view.size[0], height: view.size[1] }, []);
}

function moveFooter(model, longer) {
  for (const part of map.below) part.setAttribute('transform', model.axis ? `translate(0 ${longer})` : '');
}

/* --- folding --- */

function setFolded(node, isFolded) {
  if (!node.kids.length || node.isFolded === isFolded || !node.parent) return;
  node.isFolded = isFolded;
  refreshNode(node);
  replaceNodes(node);
  announce(`${node.name} ${isFolded ? 'folded' : 'unfolded'}`);
}

function refreshNode(node) {
  if (!node.isDressed) return;
  describeNode(node);
  if (node.kids.length) drawHandle(node);
}

/* Folds every topic (the groups that hold papers), or unfolds everything. */
function foldAll(isFolded) {
  const model = state.model, active = state.active;
  for (const node of model.nodes) {
    const wanted = isFolded && node.parent !== null && node.kids.some(isPaper);
    if (node.kids.length && node.isFolded !== wanted) {
      node.isFolded = wanted;
      refreshNode(node);
    }
  }
  const anchor = active && isShown(active) ? active : model.root;
  if (active && !isShown(active)) setActive(nearestShown(active), { isQuiet: true });
  replaceNodes(anchor);
  announce(isFolded ? 'All topics folded' : 'Everything unfolded');
}

function nearestShown(node) {
  while (!isShown(node)) node = node.parent;
  return node;
}

/* Unfolds what is above a node, so that it is on the map. */
function unfoldTo(node) {
  let hasChanged = false;
  for (let above = node.parent; above; above = above.parent) {
    if (!above.isFolded) continue;
    above.isFolded = false;
    refreshNode(above);
    hasChanged = true;
  }
  if (hasChanged) replaceNodes(null, false);
}

/* Where a node is on the map, or will be once it stopped sliding. */
function boxOf(node) {
  const box = node.box.slice();
  box[state.model.axis] += (node.goal || node.now).shift;
  return box;
}

function setUpMap() {
  on('view', () => drawMap(false));
  byId('canvas').addEventListener('click', onMapClick);
  byId('fold-all').addEventListener('click', () => foldAll(!state.model.nodes.some(node => node.isFolded)));
  const print = isPrinting => {
    map.isPrinting = isPrinting;
    if (state.model) drawMap();
  };
  addEventListener('beforeprint', () => print(true));
  addEventListener('afterprint', () => print(false));
}

/* A click on a branch folds it, one on a paper shows its details, one beside them nothing. */
function onMapClick(event) {
  if (event.target.closest('a')) return;
  const element = event.target.closest('g.node');
  if (!element) return setActive(null);
  const node = state.model.nodes[element.dataset.index];
  setActive(node, { isStill: true });
  if (!isPaper(node)) setFolded(node, !node.isFolded);
}
