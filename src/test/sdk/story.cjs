// A day with the vendor's own client, told as one JSON object on standard output.
// The address of the server, a client's id and its secret are the arguments.
const { ApiClient, RoutingApi } = require('purecloud-platform-client-v2');

async function story(address, id, secret) {
  const { hostname, port } = new URL(address);
  const client = ApiClient.instance;
  // the one way in which this client is sent elsewhere than to its vendor's hosts
  client.setGateway({ host: hostname, protocol: 'http', port: Number(port) });
  await client.loginClientCredentialsGrant(id, secret);
  const routing = new RoutingApi();

  const listed = [];
  for (let pageNumber = 1, last = 1; pageNumber <= last; pageNumber++) {
    const page = await routing.getRoutingWrapupcodes({ pageSize: 100, pageNumber });
    listed.push(...page.entities.map((code) => code.name));
    last = page.pageCount;
  }

  const made = await routing.postRoutingWrapupcodes({ name: 'MADE', description: 'by the SDK', division: { id: '*' } });
  const changed = await routing.putRoutingWrapupcode(made.id, {
    name: 'CHANGED',
    description: 'by the SDK again',
    division: { id: '*' },
  });
  const read = await routing.getRoutingWrapupcode(made.id);
  const taken = await routing.postRoutingWrapupcodes({ name: 'CHANGED' }).catch((refused) => refused);

  const gone = await routing.postRoutingWrapupcodes({ name: 'GONE' });
  await routing.deleteRoutingWrapupcode(gone.id);
  const missing = await routing.getRoutingWrapupcode(gone.id).catch((refused) => refused);

  return {
    listed,
    made: made.name,
    changed: changed.name,
    read: read.description,
    taken: `${taken.status} ${taken.code}`,
    missing: `${missing.status} ${missing.code}`,
  };
}

story(...process.argv.slice(2)).then(
  (told) => process.stdout.write(JSON.stringify(told), () => process.exit(0)),
  (failure) => {
    console.error(failure);
    process.exit(1);
  },
);
