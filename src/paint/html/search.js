/*
 * Search as you type: what has all the words stays, the rest is dimmed; Enter and the arrows step through the hits.
 */

/* A node is a hit when its own words or the names above it have every word, and its own at least one. */
function isHit(node, words) {
  return words.some(word => node.text.includes(word)) &&
    words.every(word => node.text.includes(word) || node.above.includes(word));
}

function search(query) {
  const words = plain(query).split(/\s+/).filter(Boolean), model = state.model;
  state.query = query;
  if (!model.root) return;
  state.hits = words.length ? model.nodes.filter(node => node.parent && !node.isHidden && isHit(node, words)) : [];
  state.hit = -1;
  const trail = new Set();
  for (const node of state.hits)
    for (let above = node.parent; above && !trail.has(above); above = above.parent) trail.add(above);
  const hits = new Set(state.hits);
  for (const node of model.nodes) {
    node.element.classList.toggle('hit', hits.has(node));
    node.element.classList.toggle('trail', trail.has(node));
  }
  map.svg.classList.toggle('searching', words.length > 0);
  tell('query');
  showHits(words.length > 0);
}

function showHits(isSearching) {
  const { hits, hit } = state, count = hits.length;
  const text = !count ? 'No hits' : hit < 0 ? plural(count, 'hit') : `${hit + 1} of ${count}`;
  byId('hits').textContent = isSearching ? text : '';
  byId('search-key').hidden = isSearching;
  byId('hit-before').hidden = byId('hit-after').hidden = count === 0;
}

/* To the next hit (way 1) or the one before (-1). */
function stepHits(way) {
  const count = state.hits.length;
  if (!count) return;
  state.hit = state.hit < 0 ? (way > 0 ? 0 : count - 1) : (state.hit + way + count) % count;
  const node = state.hits[state.hit];
  if (state.tab !== 'map' && state.tab !== 'table') showTab('map');
  setActive(node, { isCentred: true });
  showHits(true);
  announce(`${byId('hits').textContent}: ${labelOf(node)}`);
}

function clearSearch() {
  byId('search').value = '';
  search('');
}

function setUpSearch() {
  const input = byId('search');
  input.addEventListener('input', () => search(input.value));
  input.addEventListener('keydown', event => {
    if (event.key === 'Enter') stepHits(event.shiftKey ? -1 : 1);
    else if (event.key === 'ArrowDown') stepHits(1);
    else if (event.key === 'ArrowUp') stepHits(-1);
    else return;
    event.preventDefault();
  });
  byId('hit-before').addEventListener('click', () => stepHits(-1));
  byId('hit-after').addEventListener('click', () => stepHits(1));
}
