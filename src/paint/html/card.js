/*
 * The details of the active paper: all that the list says of it, its links large enough for a finger.
 */

function drawCard(node) {
  const card = byId('card');
  card.hidden = !node || !isPaper(node) || state.tab !== 'map';
  if (card.hidden) return card.replaceChildren();
  const where = [node.venue, node.year].filter(Boolean).join(' ');
  const facts = [node.abbr, where].filter(Boolean).join(' · ');
  card.replaceChildren(...[
    make('p', { class: 'path' }, pathOf(node).join(' › ')),
    make('h2', {}, node.name),
    facts ? make('p', { class: 'facts' }, facts) : null,
    node.authors ? make('p', { class: 'authors' }, node.authors) : null,
    node.note ? make('p', { class: 'note' }, node.note) : null,
    make('div', { class: 'links' }, ...node.links.map(([label, url]) => linkTo(label, url)), copyButton(node)),
    closeButton(() => setActive(null), 'tool close'),
  ].filter(Boolean));
}

/* The address that shows this paper. */
function copyButton(node) {
  const copy = async event => {
    const button = event.currentTarget, address = location.href.split('#')[0] + addressOf(node);
    try {
      await navigator.clipboard.writeText(address);
      button.textContent = 'Copied';
    } catch {
      button.textContent = 'See the address bar';
    }
  };
  return make('button', { class: 'link quiet', onclick: copy }, 'Copy link');
}

/* --- the categories, as a way to get around and a legend --- */

function drawChips() {
  const model = state.model, chips = byId('chips');
  const categories = model.root ? model.root.kids.filter(kid => !isPaper(kid)) : [];
  chips.hidden = categories.length < 2;
  chips.replaceChildren(...categories.map(category => {
    const dot = make('i', { 'aria-hidden': 'true' });
    if (category.hue) dot.style.background = category.hue;
    const count = make('span', { class: 'count' }, String(isFiltered() ? papersLeft(category) : category.count));
    const attributes = { class: 'chip', hidden: category.isHidden, onclick: () => goTo(category) };
    return make('button', attributes, dot, category.name, count);
  }));
}

/* A category at the top of the canvas, whole in width where it fits. */
function goTo(category) {
  if (state.tab !== 'map') showTab('map');
  setActive(category, { isStill: true });
  const axis = state.model.axis, [x, y] = boxOf(category);
  const start = (category.goal || category.now).start;
  if (axis) flyTo(view.x, MARGIN - start * view.scale);
  else flyTo(MARGIN - start * view.scale, Math.min(view.y, MARGIN - y * view.scale + view.height / 4));
  if (x * view.scale + view.x < 0 && axis) flyTo(MARGIN - x * view.scale, MARGIN - start * view.scale);
}

function setUpCard() {
  on('active', drawCard);
  on('tab', () => drawCard(state.active));
  on('model', drawChips);
  on('filters', drawChips);
}
