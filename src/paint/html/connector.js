/*
 * Connectors after nodes moved: the shapes of src/layout/connector.c again, for other distances.
 */

const KAPPA = 0.5523;
const LEVEL = 0.05;

/* "M x y" and curves, from a list of x, y, x, y, … */
function pathText(points) {
  const n = points.map(value => Math.round(value * 100) / 100);
  let text = `M${n[0]} ${n[1]}`;
  for (let i = 2; i + 5 < n.length; i += 6)
    text += `C${n[i]} ${n[i + 1]} ${n[i + 2]} ${n[i + 3]} ${n[i + 4]} ${n[i + 5]}`;
  return text;
}

/* A point given on the two axes, in the order of x and y. */
const onPage = (axis, depth, cross) => (axis === 1 ? [depth, cross] : [cross, depth]);

/* The corner and the arm of a bracket, from the trunk to a child. */
function armText(axis, hub, from, to, end, radius) {
  const at = (depth, cross) => onPage(axis, depth, cross).map(value => Math.round(value * 100) / 100).join(' ');
  const run = to - from, way = Math.sign(end - hub), turn = Math.sign(run);
  const r = Math.min(radius, Math.abs(run), Math.abs(end - hub));
  if (Math.abs(run) < LEVEL) return `M${at(hub, to)}L${at(end, to)}`;
  const knee = r * (1 - KAPPA);
  return `M${at(hub, to - turn * r)}C${at(hub, to - turn * knee)} ${at(hub + way * knee, to)} ` +
    `${at(hub + way * r, to)}L${at(end, to)}`;
}

/* A connector of another shape, its ends moved by `before` and `after` along the axis. */
function bentText(axis, points, before, after) {
  const other = 1 - axis, last = points.length - 2;
  const run = points[last + axis] - points[axis], length = points[last + other] - points[other];
  const share = i => {
    if (Math.abs(run) > LEVEL) return (points[i + axis] - points[axis]) / run;
    return (points[i + other] - points[other]) / (length || 1) < 0.5 ? 0 : 1;
  };
  const moved = points.slice();
  for (let i = 0; i <= last; i += 2) moved[i + axis] += before + (after - before) * share(i);
  return pathText(moved);
}

/* What a path of the picture consists of: its parent, the kids it leads to (none: a trunk of its own colour), and the
 * trunk of their bracket. */
function readPaths(model, elements) {
  return model.paths.map(([index, count, shared], i) => {
    const first = model.nodes[index], parent = first.parent;
    const kids = parent.kids.slice(first.order).filter(kid => kid.points).slice(0, count);
    const element = elements[i], original = element.getAttribute('d');
    const path = { element, parent, first, kids, shared, original, isMoved: false };
    parent.hasBracket = parent.hasBracket || shared > 0; /* the first path of a parent has what its kids share */
    parent.pathClass = parent.pathClass || element.getAttribute('class');
    Object.assign(path, readTrunk(model, first, parent));
    return path;
  });
}

/* The trunk's depth and the corners' radius, from any connector of the same side that has a corner. */
function readTrunk(model, kid, parent) {
  const other = 1 - model.axis;
  let hub = null, radius = 0;
  for (const sibling of parent.kids) {
    const points = sibling.points;
    if (!points || points.length <= 8 || Math.abs(points[other] - kid.points[other]) > 0.5) continue;
    hub = points[6 + other];
    radius = Math.max(radius, Math.abs(points[points.length - 8 + other] - hub));
  }
  return { hub, radius };
}

const crossOf = node => node.own.middle + node.now.shift;

/* The `d` of a path where its nodes stand now. */
function drawPath(model, path) {
  const axis = model.axis, other = 1 - axis, from = crossOf(path.parent);
  const kids = path.kids.filter(kid => !kid.isHidden);
  const ends = kid => kid.points[kid.points.length - 2 + other];
  if (path.hub === null || !path.parent.hasBracket)
    return kids.map(kid => bentText(axis, kid.points, path.parent.now.shift, kid.now.shift)).join('');
  let text = kids.map(kid => armText(axis, path.hub, from, crossOf(kid), ends(kid), path.radius)).join('');
  if (path.shared) text = trunkText(model, path, from) + text;
  return text;
}

/* The stub and the trunk, which reaches as far as the corners of all siblings on this side. */
function trunkText(model, path, from) {
  const axis = model.axis, other = 1 - axis;
  const at = (depth, cross) => onPage(axis, depth, cross).map(value => Math.round(value * 100) / 100).join(' ');
  const start = path.first.points[other];
  let lo = from, hi = from;
  for (const kid of path.parent.kids) {
    if (kid.isHidden || !kid.points || Math.abs(kid.points[other] - start) > 0.5) continue;
    const run = crossOf(kid) - from, r = Math.min(path.radius, Math.abs(run));
    lo = Math.min(lo, crossOf(kid) + (run < 0 ? r : 0));
    hi = Math.max(hi, crossOf(kid) - (run > 0 ? r : 0));
  }
  return `M${at(start, from)}L${at(path.hub, from)}M${at(path.hub, lo)}L${at(path.hub, hi)}`;
}
