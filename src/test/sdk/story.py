"""A day with the vendor's Python client, told as one JSON object on standard output: the same as in story.cjs.

The address of the server, a client's id and its secret are the arguments.
"""
import json
import sys
from datetime import datetime, timedelta, timezone
from urllib.parse import urlsplit

import PureCloudPlatformClientV2 as sdk
from PureCloudPlatformClientV2.rest import ApiException

told = {}


def model(kind, **values):
    made = kind()
    for name, value in values.items():
        setattr(made, name, value)
    return made


def ref(kind, id):
    return model(kind, id=id)


def names(entities):
    return sorted(entity.name for entity in entities)


def refusal(call):
    try:
        call()
        return "none"
    except ApiException as refused:
        return f"{refused.status} {json.loads(refused.body)['code']}"


def codes(routing, sales):
    listed, number, last = [], 1, 1
    while number <= last:
        page = routing.get_routing_wrapupcodes(page_size=100, page_number=number)
        listed += page.entities
        number, last = number + 1, page.page_count
    told["listed"] = names(listed)
    told["named"] = names(routing.get_routing_wrapupcodes(name="CODE_7").entities)
    told["chosen"] = names(routing.get_routing_wrapupcodes(id=["id-3", "id-5"]).entities)
    told["placed"] = routing.get_routing_wrapupcodes(division_id=[sales.id, "*"], page_size=100).total

    def request(name, division="*", description=None):
        place = ref(sdk.WritableStarrableDivision, division)
        return model(sdk.WrapupCodeRequest, name=name, division=place, description=description)

    made = routing.post_routing_wrapupcodes(request("MADE", sales.id, "made"))
    told["made"] = made.name
    told["madeIn"] = made.division.name
    told["taken"] = refusal(lambda: routing.post_routing_wrapupcodes(request("MADE")))
    # this client waits by itself, as Retry-After says
    told["limited"] = refusal(lambda: routing.put_routing_wrapupcode(made.id, request("CHANGED", description="changed")))
    read = routing.get_routing_wrapupcode(made.id)
    told["changed"] = f"{read.name} in {read.division.id}"
    told["description"] = read.description

    gone = routing.post_routing_wrapupcodes(request("GONE"))
    routing.delete_routing_wrapupcode(gone.id)
    told["missing"] = refusal(lambda: routing.get_routing_wrapupcode(gone.id))
    both = [gone.id, made.id]
    told["deleted"] = names(routing.get_routing_wrapupcodes_divisionviews(id=both, include_state="Deleted").entities)
    told["either"] = names(routing.get_routing_wrapupcodes_divisionviews(id=both, include_state="ActiveAndDeleted").entities)
    told["looked"] = routing.get_routing_wrapupcodes_divisionview(gone.id).name
    return made


def queues(routing, sales, code):
    place = ref(sdk.WritableDivision, sales.id)
    queue = routing.post_routing_queues(model(sdk.CreateQueueRequest, name="Orders", division=place))
    told["queue"] = f"{queue.name} in {queue.division.name}"
    routing.put_routing_queue(queue.id, model(sdk.QueueRequest, name="Returns", division=place, description="renamed"))
    told["renamed"] = routing.get_routing_queue(queue.id).name
    told["queuesNamed"] = names(routing.get_routing_queues(name="Returns").entities)
    told["queuesPlaced"] = names(routing.get_routing_queues(division_id=[sales.id], id=[queue.id]).entities)
    more = [ref(sdk.WrapUpCodeReference, id) for id in (code.id, "id-3", "id-5")]
    told["added"] = names(routing.post_routing_queue_wrapupcodes(queue.id, more))
    routing.delete_routing_queue_wrapupcode(queue.id, "id-3")
    told["offered"] = names(routing.get_routing_queue_wrapupcodes(queue.id).entities)

    gone = routing.post_routing_queues(model(sdk.CreateQueueRequest, name="Gone"))
    told["queuesEverywhere"] = names(routing.get_routing_queues_divisionviews_all(page_size=500).entities)
    routing.delete_routing_queue(gone.id)
    told["queueMissing"] = refusal(lambda: routing.get_routing_queue(gone.id))


def divisions(authorization, sales):
    told["divisionUsed"] = refusal(lambda: authorization.delete_authorization_division(sales.id))
    division = authorization.post_authorization_divisions(model(sdk.AuthzDivision, name="North"))
    authorization.put_authorization_division(division.id, model(sdk.AuthzDivision, name="South"))
    told["division"] = authorization.get_authorization_division(division.id).name
    gone = authorization.post_authorization_divisions(model(sdk.AuthzDivision, name="Gone"))
    told["divisions"] = names(authorization.get_authorization_divisions().entities)
    authorization.delete_authorization_division(gone.id)
    told["divisionMissing"] = refusal(lambda: authorization.get_authorization_division(gone.id))


def mappings(outbound):
    mapping = outbound.get_outbound_wrapupcodemappings()
    mapping.mapping["id-3"] = ["CONTACT_UNCALLABLE"]
    put = outbound.put_outbound_wrapupcodemappings(mapping)
    told["mappingVersions"] = put.version - mapping.version
    told["mapping"] = outbound.get_outbound_wrapupcodemappings().mapping["id-3"]
    told["mappingStale"] = refusal(lambda: outbound.put_outbound_wrapupcodemappings(mapping))


def audit(code):
    now, hour = datetime.now(timezone.utc), timedelta(hours=1)
    interval = "/".join(moment.strftime("%Y-%m-%dT%H:%M:%S.000Z") for moment in (now - hour, now + hour))
    only = model(sdk.AuditQueryFilter, pcProperty="EntityId", value=code.id)
    query = model(sdk.AuditRealtimeQueryRequest, interval=interval, service_name="ContactCenter", filters=[only])
    told["audited"] = [entry.action for entry in sdk.AuditApi().post_audits_query_realtime(query).entities]


def me(authorization):
    told["home"] = authorization.get_authorization_divisions_home().name
    told["permitted"] = names(authorization.get_authorization_divisionspermitted_me("routing:wrapupCode:edit"))
    told["subject"] = authorization.get_authorization_subjects_me().name
    told["user"] = sdk.UsersApi().get_users_me().name
    told["country"] = sdk.OrganizationApi().get_organizations_me().default_country_code
    told["products"] = len(authorization.get_authorization_products().entities) > 0


address, id, secret = sys.argv[1:]
url = urlsplit(address)
# the one way in which this client is sent elsewhere than to its vendor's hosts
gateway = sdk.GatewayConfiguration(host=url.hostname, protocol="http", port=url.port)
sdk.configuration.gateway_configuration = gateway
sdk.configuration.access_token = sdk.ApiClient().get_client_credentials_token(id, secret).access_token

authorization, routing = sdk.AuthorizationApi(), sdk.RoutingApi()
sales = authorization.get_authorization_divisions(name="Sales").entities[0]
code = codes(routing, sales)
queues(routing, sales, code)
divisions(authorization, sales)
mappings(sdk.OutboundApi())
audit(code)
me(authorization)
json.dump(told, sys.stdout)
