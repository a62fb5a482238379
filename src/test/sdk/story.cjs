// A day with the vendor's JavaScript client, told as one JSON object on standard output: the same as in Story.java and story.py.
// The address of the server, a client's id and its secret are the arguments.
const { ApiClient, AuthorizationApi, RoutingApi } = require('purecloud-platform-client-v2');

const names = (entities) => entities.map((entity) => entity.name).sort();
const refusal = (call) => call.then(() => 'none', (refused) => `${refused.status} ${refused.code}`);

async function codes(routing, sales, told) {
  const listed = [];
  for (let pageNumber = 1, last = 1; pageNumber <= last; pageNumber++) {
    const page = await routing.getRoutingWrapupcodes({ pageSize: 100, pageNumber });
    listed.push(...page.entities);
    last = page.pageCount;
  }
  told.listed = names(listed);
  told.named = names((await routing.getRoutingWrapupcodes({ name: 'CODE_7' })).entities);
  told.chosen = names((await routing.getRoutingWrapupcodes({ id: ['id-3', 'id-5'] })).entities);
  told.placed = (await routing.getRoutingWrapupcodes({ divisionId: [sales.id, '*'], pageSize: 100 })).total;

  const made = await routing.postRoutingWrapupcodes({ name: 'MADE', division: { id: sales.id }, description: 'made' });
  told.made = made.name;
  told.madeIn = made.division.name;
  told.taken = await refusal(routing.postRoutingWrapupcodes({ name: 'MADE' }));
  const wanted = { name: 'CHANGED', division: { id: '*' }, description: 'changed' };
  routing.apiClient.setReturnExtendedResponses(true); // with headers: this client leaves the waiting to others
  const limited = await routing.putRoutingWrapupcode(made.id, wanted).catch((refused) => refused);
  told.limited = `${limited.status} ${limited.body.code}, ${limited.headers['retry-after']} s`;
  routing.apiClient.setReturnExtendedResponses(false);
  await routing.putRoutingWrapupcode(made.id, wanted);
  const read = await routing.getRoutingWrapupcode(made.id);
  told.changed = `${read.name} in ${read.division.id}`;
  told.description = read.description;

  const gone = await routing.postRoutingWrapupcodes({ name: 'GONE' });
  await routing.deleteRoutingWrapupcode(gone.id);
  told.missing = await refusal(routing.getRoutingWrapupcode(gone.id));
  const id = [gone.id, made.id];
  told.deleted = names((await routing.getRoutingWrapupcodesDivisionviews({ id, includeState: 'Deleted' })).entities);
  told.either = names((await routing.getRoutingWrapupcodesDivisionviews({ id, includeState: 'ActiveAndDeleted' })).entities);
  return made;
}

async function queues(routing, sales, code, told) {
  const queue = await routing.postRoutingQueues({ name: 'Orders', division: { id: sales.id } });
  told.queue = `${queue.name} in ${queue.division.name}`;
  await routing.putRoutingQueue(queue.id, { name: 'Returns', division: { id: sales.id }, description: 'renamed' });
  told.renamed = (await routing.getRoutingQueue(queue.id)).name;
  told.queuesNamed = names((await routing.getRoutingQueues({ name: 'Returns' })).entities);
  told.queuesPlaced = names((await routing.getRoutingQueues({ divisionId: [sales.id], id: [queue.id] })).entities);
  told.added = names(await routing.postRoutingQueueWrapupcodes(queue.id, [{ id: code.id }, { id: 'id-3' }, { id: 'id-5' }]));
  await routing.deleteRoutingQueueWrapupcode(queue.id, 'id-3');
  told.offered = names((await routing.getRoutingQueueWrapupcodes(queue.id)).entities);

  const gone = await routing.postRoutingQueues({ name: 'Gone' });
  told.queuesEverywhere = names((await routing.getRoutingQueuesDivisionviewsAll({ pageSize: 500 })).entities);
  await routing.deleteRoutingQueue(gone.id);
  told.queueMissing = await refusal(routing.getRoutingQueue(gone.id));
}

async function story(address, id, secret) {
  const { hostname, port } = new URL(address);
  const client = ApiClient.instance;
  // the one way in which this client is sent elsewhere than to its vendor's hosts
  client.setGateway({ host: hostname, protocol: 'http', port: Number(port) });
  await client.loginClientCredentialsGrant(id, secret);
  const routing = new RoutingApi();
  const authorization = new AuthorizationApi();

  const told = {};
  const sales = (await authorization.getAuthorizationDivisions()).entities.find((division) => division.name === 'Sales');
  const code = await codes(routing, sales, told);
  await queues(routing, sales, code, told);
  return told;
}

story(...process.argv.slice(2)).then(
  (told) => process.stdout.write(JSON.stringify(told), () => process.exit(0)),
  (failure) => {
    console.error(failure);
    process.exit(1);
  },
);
