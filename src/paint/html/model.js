/*
 * The model: the data of the page as a tree of nodes, in data order, the root first.
 *
 * A node: id, kind (root, group, paper), name, abbr, venue, year, authors, note, links [[label, url]], count, hue,
 * line, box [x, y, width, height], cluster (the same), points [x, y, …] of its connector; and, made here:
 * index, parent, kids, level, order among its siblings, text (its own words) and above (the names above it) to search
 * in, isHidden (by a filter), isFolded.
 */

function readModel(text) {
  const model = JSON.parse(text);
  model.nodes = model.nodes || [];
  model.paths = model.paths || [];
  model.axis = model.direction === 'down' ? 0 : 1; /* along which siblings stand */
  model.nodes.forEach((node, index) => {
    const parent = node.parent === undefined ? null : model.nodes[node.parent];
    Object.assign(node, { index, parent, kids: [], isHidden: false, isFolded: false });
    node.level = parent ? parent.level + 1 : 0;
    node.order = parent ? parent.kids.push(node) - 1 : 0;
    node.links = node.links || [];
    node.above = parent && parent.parent ? `${parent.above}\n${plain(parent.name)}` : '';
    node.text = plain([node.name, node.abbr, node.venue, node.year, node.authors, node.note].join('\n'));
  });
  model.root = model.nodes[0] || null;
  model.papers = model.nodes.filter(node => node.kind === 'paper');
  model.byId = new Map(model.nodes.map(node => [node.id, node]));
  return model;
}

const isPaper = node => node.kind === 'paper';

/* Whether a node stands on the map: no filter took it away and nothing above it is folded. */
function isShown(node) {
  if (node.isHidden) return false;
  for (let above = node.parent; above; above = above.parent) if (above.isFolded) return false;
  return true;
}

function shownKids(node) {
  return node.isFolded ? [] : node.kids.filter(kid => !kid.isHidden);
}

/* The names from the category down to the node's own group; a topic called like its category counts once. */
function pathOf(node) {
  const names = [];
  for (let above = node.parent; above && above.parent; above = above.parent)
    if (above.name !== names[0]) names.unshift(above.name);
  return names;
}

/* Different papers among these: the same one may stand under several topics. */
function countPapers(papers) {
  return new Set(papers.map(paper => plain(paper.name))).size;
}

/* Different papers below a node that filters leave. */
function papersLeft(node) {
  const papers = [], rest = [node];
  for (let at = rest.pop(); at; at = rest.pop()) {
    if (at.isHidden) continue;
    if (isPaper(at)) papers.push(at);
    else rest.push(...at.kids);
  }
  return countPapers(papers);
}
