// A day with the vendor's JavaScript client, told as one JSON object on standard output: the same as in Story.java and story.py.
// The address of the server, a client's id and its secret are the arguments.
const { ApiClient, AuditApi, AuthorizationApi, OrganizationApi, OutboundApi, RoutingApi, UsersApi } = require('purecloud-platform-client-v2');

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
  told.looked = (await routing.getRoutingWrapupcodesDivisionview(gone.id)).name;
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

async function divisions(authorization, sales, told) {
  told.divisionUsed = await refusal(authorization.deleteAuthorizationDivision(sales.id));
  const division = await authorization.postAuthorizationDivisions({ name: 'North' });
  await authorization.putAuthorizationDivision(division.id, { name: 'South' });
  told.division = (await authorization.getAuthorizationDivision(division.id)).name;
  const gone = await authorization.postAuthorizationDivisions({ name: 'Gone' });
  told.divisions = names((await authorization.getAuthorizationDivisions()).entities);
  await authorization.deleteAuthorizationDivision(gone.id);
  told.divisionMissing = await refusal(authorization.getAuthorizationDivision(gone.id));
}

async function mappings(outbound, told) {
  const mapping = await outbound.getOutboundWrapupcodemappings();
  mapping.mapping['id-3'] = ['CONTACT_UNCALLABLE'];
  const put = await outbound.putOutboundWrapupcodemappings(mapping);
  told.mappingVersions = put.version - mapping.version;
  told.mapping = (await outbound.getOutboundWrapupcodemappings()).mapping['id-3'];
  told.mappingStale = await refusal(outbound.putOutboundWrapupcodemappings(mapping));
}

async function audit(code, told) {
  const [from, to] = [-1, 1].map((hours) => new Date(Date.now() + hours * 3600 * 1000).toISOString());
  const query = { interval: `${from}/${to}`, serviceName: 'ContactCenter', filters: [{ property: 'EntityId', value: code.id }] };
  told.audited = (await new AuditApi().postAuditsQueryRealtime(query)).entities.map((entry) => entry.action);
}

async function me(authorization, told) {
  told.home = (await authorization.getAuthorizationDivisionsHome()).name;
  told.permitted = names(await authorization.getAuthorizationDivisionspermittedMe('routing:wrapupCode:edit'));
  told.subject = (await authorization.getAuthorizationSubjectsMe()).name;
  told.user = (await new UsersApi().getUsersMe()).name;
  told.country = (await new OrganizationApi().getOrganizationsMe()).defaultCountryCode;
  told.products = (await authorization.getAuthorizationProducts()).entities.length > 0;
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
  const sales = (await authorization.getAuthorizationDivisions({ name: 'Sales' })).entities[0];
  const code = await codes(routing, sales, told);
  await queues(routing, sales, code, told);
  await divisions(authorization, sales, told);
  await mappings(new OutboundApi(), told);
  await audit(code, told);
  await me(authorization, told);
  return told;
}

story(...process.argv.slice(2)).then(
  (told) => process.stdout.write(JSON.stringify(told), () => process.exit(0)),
  (failure) => {
    console.error(failure);
    process.exit(1);
  },
);
