/*
 * The beginning: reads the data, binds the map, goes where the address says.
 */

function showModel(model) {
  state.model = model;
  drawn = [0, 0, null];
  refresh();
  measurePlaces(model);
  bindMap(model);
  placeNodes(model);
  byId('title').textContent = document.title = model.title;
  byId('canvas').setAttribute('aria-label', model.title);
  byId('tab-table').hidden = model.papers.length === 0;
  const sheet = model.background || '#ffffff', root = document.documentElement.style;
  root.setProperty('--sheet', sheet);
  root.setProperty('--sheet-dark', model.darkBackground || sheet);
  tell('model');
}

function begin() {
  const model = readModel(byId('data').textContent);
  for (const setUp of [setUpTheme, setUpView, setUpMap, setUpSearch, setUpFilters, setUpCard, setUpTable, setUpChanges,
    setUpFindings, setUpTabs, setUpKeys]) setUp();
  measureCanvas();
  state.model = model;
  if (model.root) {
    showModel(model);
    startView();
    if (!readAddress()) showTab('map');
    drawMap();
  }
  document.documentElement.classList.add('ready');
  setUpLive(model);
}

begin();
