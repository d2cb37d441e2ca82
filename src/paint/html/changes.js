/*
 * The changes from an older list: under each place what happened there, with a way to it on the map.
 */

let drawnChanges = null;

/* "venue arXiv → ICML": what was is struck, what is stands behind it. */
function editElement({ field, label, before, after }) {
  return make('li', {}, make('span', { class: 'field' }, label || field),
    before === null ? null : make('del', {}, before),
    after === null ? null : make('ins', {}, after));
}

function changeElement(change) {
  const node = state.model.nodes[change.node];
  const where = change.to ? 'Show on the map' : 'Show where it stood';
  const noun = change.what === 'paper' ? null : `${change.noun} `;
  const title = make(change.kind === 'removed' ? 'del' : 'span', {}, change.title || 'without a title');
  return make('li', { class: `change ${change.kind}` },
    make('p', { class: 'message' },
      make('span', { class: 'kind' }, make('span', { class: 'mark', 'aria-hidden': 'true' }, change.mark), change.kind),
      noun, title, change.reason),
    change.edits ? make('ul', { class: 'edits' }, ...change.edits.map(editElement)) : null,
    node.parent ? make('p', { class: 'place' }, make('a', { href: addressOf(node) }, where,
      make('span', { class: 'unseen' }, `: ${change.title}`))) : null);
}

/* The changes of one place after the other, each under its heading. */
function placeElements(changes) {
  const places = [];
  for (const change of changes) {
    if (!places.length || places.at(-1).path !== change.path) places.push({ path: change.path, changes: [] });
    places.at(-1).changes.push(change);
  }
  return places.map(place => make('section', {},
    place.path ? make('h3', {}, place.path) : null,
    make('ul', { class: 'list' }, ...place.changes.map(changeElement))));
}

/* There may be thousands: they are drawn when they are first looked at. */
function drawChanges() {
  const { changes, changesSummary } = state.model;
  if (state.tab !== 'changes' || drawnChanges === changes) return;
  drawnChanges = changes;
  const said = changes.length ? changesSummary : 'Nothing changed.';
  byId('changes').replaceChildren(make('div', { class: 'column' }, make('h2', {}, 'Changes'),
    make('p', { class: changes.length ? 'said' : 'none' }, said), ...placeElements(changes)));
}

function announceChanges() {
  const { changes } = state.model, tab = byId('tab-changes');
  tab.hidden = changes === undefined;
  if (tab.hidden) return;
  byId('changes-count').textContent = changes.length ? changes.length.toLocaleString('en') : '';
  drawChanges();
}

function setUpChanges() {
  on('model', announceChanges);
  on('tab', () => state.model.changes && drawChanges());
}
