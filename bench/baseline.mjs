// What a script of one's own would do, for comparison: reads the catalog and the rules, finds each code whose name is
// to change, reads it again and updates it, one after the other. Without checks, journal, or a second look.
// usage: node bench/baseline.mjs URL UPDATES     (Node 20; no packages)
const [url, updates] = process.argv.slice(2);

async function call(method, path, token, body) {
  const headers = { 'content-type': 'application/json' };
  if (token) headers.authorization = `Bearer ${token}`;
  const answer = await fetch(url + path, { method, headers, body: body && JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  return answer.json();
}

async function list(path, token) {
  const entities = [];
  let cursor = '';
  do {
    const page = await call('GET', `${path}?pageSize=250${cursor}`, token);
    entities.push(...page.entities);
    cursor = page.nextPage ? `&cursor=${encodeURIComponent(page.nextPage)}` : '';
  } while (cursor);
  return entities;
}

const form = new URLSearchParams({
  grant_type: 'client_credentials',
  client_id: 'bench',
  client_secret: 'bench',
  scope: 'routing:wrapupcode:read routing:rule:read routing:wrapupcode:write',
});
const login = await fetch(`${url}/oauth/token`, { method: 'POST', body: form });
const token = (await login.json()).access_token;
const codes = await list('/api/v2/routing/wrapupcodes', token);
const rules = await list('/api/v2/routing/rules', token);
for (const { id } of codes.slice(0, Number(updates))) {
  const path = `/api/v2/routing/wrapupcodes/${encodeURIComponent(id)}`;
  const now = await call('GET', path, token);
  const displayName = now.displayName.endsWith('!') ? now.displayName.slice(0, -1) : `${now.displayName}!`;
  await call('PATCH', `${path}?version=${encodeURIComponent(now.version)}`, token, { code: now.code, displayName, routingType: now.routingType });
}
console.log(`${codes.length} codes, ${rules.length} rules, ${updates} updated`);
