/*
 * Places when branches are folded or filtered away: what is left closes up along the siblings' axis.
 *
 * The places that the program found stay exact wherever nothing changed. Elsewhere siblings stack by their
 * extents, at the distances they had; where some between them are gone, the largest of those distances. A
 * parent keeps to the middle of its first and last child, a region its padding. Only one axis ever moves.
 */

const LEAST_GAP = 6;

/* What the original places tell: extents of subtrees, gaps between siblings. Once for each model. */
function measurePlaces(model) {
  const a = model.axis;
  for (let i = model.nodes.length - 1; i >= 0; i--) {
    const node = model.nodes[i];
    const start = node.box[a], size = node.box[a + 2];
    let lo = start, hi = start + size;
    for (const kid of node.kids) {
      lo = Math.min(lo, kid.extent.start);
      hi = Math.max(hi, kid.extent.end);
    }
    node.own = { start, size, middle: start + size / 2 };
    node.inner = { start: lo, end: hi };
    node.extent = { start: lo, end: hi };
    if (node.cluster) {
      node.extent.start = Math.min(lo, node.cluster[a]);
      node.extent.end = Math.max(hi, node.cluster[a] + node.cluster[a + 2]);
    }
    const first = node.kids[0], last = node.kids[node.kids.length - 1];
    node.lean = first ? node.own.middle - (first.own.middle + last.own.middle) / 2 : 0;
  }
  if (model.root) model.root.isTwoSided = model.isTidy && model.direction === 'both';
  for (const node of model.nodes) for (const stack of sidesOf(node, node.kids)) measureGaps(stack);
}

function measureGaps(stack) {
  stack.forEach((kid, i) => {
    kid.place = i; /* on its side */
    kid.gap = i ? kid.extent.start - stack[i - 1].extent.end : 0;
  });
}

/* A map that grows to both sides has two stacks under its root; any other has one. */
function sidesOf(node, kids) {
  if (!node.isTwoSided) return kids.length ? [kids] : [];
  const isBefore = kid => kid.box[0] + kid.box[2] <= node.box[0];
  return [kids.filter(isBefore), kids.filter(kid => !isBefore(kid))].filter(side => side.length);
}

function gapBetween(before, kid, siblings) {
  if (!before.hasChanged && !kid.hasChanged && kid.place === before.place + 1) return kid.gap;
  let gap = LEAST_GAP;
  for (let i = before.place + 1; i <= kid.place; i++) gap = Math.max(gap, siblings[i].gap);
  return gap;
}

/* Places the kids of one side one after the other from 0; returns how far they reach. */
function stackKids(kids, siblings) {
  let at = 0;
  kids.forEach((kid, i) => {
    if (i) at += gapBetween(kids[i - 1], kid, siblings);
    kid.offset = at;
    at += kid.size;
  });
  return at;
}

const middleOf = kid => kid.offset + kid.lead + kid.own.size / 2;

/* Of a node whose subtree changed: its size, where its own box stands in it (lead), and its kids' offsets. */
function placeKids(node, kids) {
  const all = sidesOf(node, node.kids), sides = sidesOf(node, kids);
  const reaches = sides.map(side => stackKids(side, all.find(stack => stack.includes(side[0]))));
  const reach = Math.max(0, ...reaches);
  sides.forEach((side, i) => side.forEach(kid => (kid.offset += (reach - reaches[i]) / 2)));
  const same = kids.length === node.kids.length && !kids[0].hasChanged && !kids[kids.length - 1].hasChanged;
  let middle = node.own.size / 2;
  if (sides.length > 1) middle = reach / 2;
  else if (kids.length) middle = (middleOf(kids[0]) + middleOf(kids[kids.length - 1])) / 2 + (same ? node.lean : 0);
  const start = middle - node.own.size / 2;
  const lo = Math.min(0, start), hi = Math.max(reach, start + node.own.size);
  const before = node.inner.start - node.extent.start, after = node.extent.end - node.inner.end;
  node.size = hi - lo + before + after;
  node.lead = start - lo + before;
  for (const kid of kids) kid.offset += before - lo;
}

/* What another engine placed has no such order: what is folded goes, the rest stays where it is. */
function leaveNodes(model) {
  for (const node of model.nodes) {
    const { extent, parent } = node;
    node.hasChanged = false;
    node.isWaiting = parent !== null && (node.isHidden || parent.isFolded || parent.isWaiting);
    node.goal = { shift: 0, start: extent.start, size: extent.end - extent.start };
  }
  return 0;
}

/* Sets every node's `goal`: the shift of its box, the start and size of its region. What is folded or filtered away
 * waits (isWaiting) at the node above it. Returns by how much the map became longer (negative: shorter). */
function placeNodes(model) {
  if (!model.isTidy) return leaveNodes(model);
  for (let i = model.nodes.length - 1; i >= 0; i--) {
    const node = model.nodes[i], kids = shownKids(node);
    node.hasChanged = kids.length < node.kids.length || kids.some(kid => kid.hasChanged);
    if (node.hasChanged) {
      placeKids(node, kids);
      continue;
    }
    node.size = node.extent.end - node.extent.start;
    node.lead = node.own.start - node.extent.start;
    for (const kid of kids) kid.offset = kid.extent.start - node.extent.start;
  }
  const root = model.root;
  root.start = root.extent.start;
  for (const node of model.nodes) {
    const above = node.parent;
    node.isWaiting = above !== null && (node.isHidden || above.isFolded || above.isWaiting);
    if (node.isWaiting) node.start = above.start + above.lead + (above.own.size - node.own.size) / 2 - node.lead;
    else if (above) node.start = above.start + node.offset;
    node.goal = { shift: node.start + node.lead - node.own.start, start: node.start, size: node.size };
  }
  return root.size - (root.extent.end - root.extent.start);
}
