/*
 * The active node: where the keyboard is, what the details show, what the address names (#paper=ID).
 */

function setActive(node, { isStill: stays = false, isCentred = false, isQuiet = false } = {}) {
  const before = state.active;
  state.active = node;
  if (before && before !== node && before.element) before.element.setAttribute('aria-selected', 'false');
  if (node) {
    unfoldTo(node);
    dressNode(node);
    node.element.setAttribute('aria-selected', 'true');
    byId('canvas').setAttribute('aria-activedescendant', node.id);
    if (!stays) revealBox(boxOf(node), { isCentred });
  } else {
    byId('canvas').removeAttribute('aria-activedescendant');
  }
  drawRing();
  if (!isQuiet) tell('active', node);
}

/* A node that the keyboard reaches must be there for a screen reader, in sight or not yet. */
function dressNode(node) {
  moveNode(node);
  showNode(node, true);
}

function drawRing() {
  const node = state.active, ring = map.ring;
  if (!ring) return;
  if (!node || node.isWaiting) return ring.remove();
  const [x, y, w, h] = node.box, pad = isPaper(node) ? 2 : 3;
  fill(ring, { x: x - pad, y: y - pad, width: w + 2 * pad, height: h + 2 * pad }, []);
  const shift = node.now.shift;
  ring.setAttribute('transform', state.model.axis ? `translate(0 ${shift})` : `translate(${shift} 0)`);
  if (!ring.isConnected) map.svg.append(ring);
}

/* --- the keys of a tree --- */

function nodeAfter(node) {
  const kids = shownKids(node);
  if (kids.length) return kids[0];
  for (let at = node; at.parent; at = at.parent) {
    const next = at.parent.kids.slice(at.order + 1).find(kid => !kid.isHidden);
    if (next) return next;
  }
  return node;
}

function lastWithin(node) {
  for (let kids = shownKids(node); kids.length; kids = shownKids(node)) node = kids[kids.length - 1];
  return node;
}

function nodeBefore(node) {
  if (!node.parent) return node;
  const before = node.parent.kids.slice(0, node.order).filter(kid => !kid.isHidden).pop();
  return before ? lastWithin(before) : node.parent;
}

function goOut(node) {
  if (node.kids.length && !node.isFolded && node.parent) return setFolded(node, true);
  if (node.parent) setActive(node.parent);
}

function goIn(node) {
  if (node.isFolded) return setFolded(node, false);
  const kids = shownKids(node);
  if (kids.length) setActive(kids[0]);
}

/* Enter: a paper's first link, a branch's fold. */
function openNode(node) {
  if (!isPaper(node)) return setFolded(node, !node.isFolded);
  const link = node.links.length ? linkTo(...node.links[0]) : null;
  if (link && link.href) link.click();
}

const treeKeys = {
  ArrowDown: node => setActive(nodeAfter(node)),
  ArrowUp: node => setActive(nodeBefore(node)),
  ArrowLeft: goOut,
  ArrowRight: goIn,
  Home: () => setActive(state.model.root),
  End: () => setActive(lastWithin(state.model.root)),
  Enter: openNode,
  ' ': node => setFolded(node, !node.isFolded),
};

/* True when the key was the tree's. The first arrow starts at what is in sight. */
function onTreeKey(event) {
  const act = treeKeys[event.key];
  if (!act || !state.model.root || event.altKey || event.ctrlKey || event.metaKey) return false;
  if (event.shiftKey && event.key.startsWith('Arrow')) return panByKey(event.key);
  if (state.active || event.key === 'Home' || event.key === 'End') act(state.active);
  else setActive(firstInSight());
  return true;
}

function panByKey(key) {
  const step = 120, way = { ArrowLeft: [1, 0], ArrowRight: [-1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[key];
  setView(view.x + way[0] * step, view.y + way[1] * step);
  return true;
}

function firstInSight() {
  const isIn = node => {
    const [x, y, w, h] = boxOf(node).map(value => value * view.scale);
    return x + view.x >= 0 && y + view.y >= 0 && x + w + view.x <= view.width && y + h + view.y <= view.height;
  };
  return state.model.nodes.find(node => isShown(node) && isIn(node)) || state.model.root;
}
