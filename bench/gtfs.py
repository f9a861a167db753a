# SPDX-License-Identifier: ISC
"""A transport authority's timetable, as GTFS has it: tables that grow together, and
rules that join them. A hundred thousand rows asked for make one timetable of a
metro's size. What is hard about it is that each point of a shape is a row of the
table that the shapes come from too: a shape of 450 points is met 450 times, and
finds 450 points each time.
"""

import rules
from generate import chance, write_csv

HUNDREDTH = 100_000  # Rows asked for, for one timetable
POINTS = 450         # Of a shape

# Rows of one timetable
SIZES = {"services": 5, "exceptions": 106, "frequencies": 855, "routes": 13,
         "stops": 1262, "stop_times": 2381, "trips": 130}

PREFIXES = (("gtfs", "http://vocab.gtfs.org/terms#"),
            ("geo", "http://www.w3.org/2003/01/geo/wgs84_pos#"),
            ("ex", "http://ex.com/metro/"))


def name(table, number):
    """An identifier of twenty characters, as if by chance"""
    return f"{chance(number * 16 + len(table)) & 0xFFFFFFFFFF:010x}{number:010x}"


def clock(minutes):
    """A time of the day"""
    return f"{minutes // 60 % 24:02}:{minutes % 60:02}:00"


def day(number):
    """A date"""
    return f"{2000 + number // 336 % 200}-{number // 28 % 12 + 1:02}-" \
        f"{number % 28 + 1:02}"


def degrees(number, south):
    """A latitude or a longitude"""
    return f"{south + chance(number) % 400_000 / 1e6:.6f}"


def service(number, _):
    """The days of the week on which a service runs"""
    return [name("service", number),
            *("true" if chance(number * 7 + weekday) & 1 else "false"
              for weekday in range(7)), day(number), day(number + 200)]


def exception(number, sizes):
    """A day on which a service runs, or does not, against its rule"""
    services = sizes["services"]
    return [name("service", number % services), day(number // services),
            "true" if chance(number) & 1 else "false"]


def frequency(number, sizes):
    """How often a trip is made in an hour"""
    hour = number // sizes["trips"] * 60 + 360
    return [name("trip", number % sizes["trips"]), clock(hour),
            clock(hour + 60), str(120 + chance(number) % 900)]


def route(number, _):
    """A line"""
    return [name("route", number), "authority", f"L{number}",
            f"Line {number}, {name('', number)}", str(chance(number) % 4),
            f"http://ex.com/lines/{number}",
            f"{chance(number) & 0xFFFFFF:06X}"]


def point(number, _):
    """A point of a shape"""
    place = number % POINTS
    return [name("shape", number // POINTS), str(place),
            degrees(number, 40.2), degrees(number ^ 1, -3.9),
            f"{place * 13.37:.2f}"]


def stop(number, _):
    """A stop; one in fifty has a name that CSV quotes"""
    called = f'Stop {number}, "{name("", number)[:6]}"' if number % 50 == 0 \
        else f"Stop {number}"
    return [name("stop", number), f"par_{number}", called,
            degrees(number, 40.2), degrees(number ^ 3, -3.9),
            f"A{number % 4}", f"http://ex.com/stops/{number}",
            str(number % 3), name("stop", number // 10 * 10)]


def stop_time(number, sizes):
    """When a trip is at a stop"""
    order = number // sizes["trips"]
    minute = order * 2 + 360
    return [name("trip", number % sizes["trips"]), clock(minute),
            clock(minute + 1), name("stop", chance(number) % sizes["stops"]),
            str(order + 1), str(number % 2), f"{order * 700.5:.2f}"]


def trip(number, sizes):
    """A trip on a line, along a shape, on the days of a service"""
    return [name("route", number % sizes["routes"]),
            name("service", number % sizes["services"]),
            name("trip", number), f"To {name('', number)}", str(number & 1),
            name("shape", number)]


# What makes a row of each table, and the columns
TABLES = {
    "services": (service, "service_id monday tuesday wednesday thursday friday "
                 "saturday sunday start_date end_date"),
    "exceptions": (exception, "service_id date added"),
    "frequencies": (frequency, "trip_id start_time end_time headway_secs"),
    "routes": (route, "route_id agency_id short_name long_name route_type "
               "route_url color"),
    "points": (point, "shape_id sequence lat lon travelled"),
    "stops": (stop, "stop_id code stop_name lat lon zone_id url location_type "
              "parent_id"),
    "stop_times": (stop_time, "trip_id arrival departure stop_id sequence "
                   "pickup_type travelled"),
    "trips": (trip, "route_id service_id trip_id headsign direction shape_id"),
}

# Mappings: the table, the subject, the class, then a predicate, a column and a
# datatype (or ~iri) a line; `->` joins a mapping by a column here, and there
RULES = """\
service services service/$(service_id) Service
  serviceRule -> weekly service_id service_id
weekly services weekly/$(service_id) CalendarRule
  monday monday boolean
  tuesday tuesday boolean
  wednesday wednesday boolean
  thursday thursday boolean
  friday friday boolean
  saturday saturday boolean
  sunday sunday boolean
  startDate start_date date
  endDate end_date date
excepted exceptions service/$(service_id) Service
  serviceRule -> exception service_id service_id
exception exceptions exception/$(service_id)-$(date) CalendarDateRule
  date date date
  dateAddition added boolean
frequency frequencies frequency/$(trip_id)-$(start_time) Frequency
  startTime start_time
  endTime end_time
  headwaySeconds headway_secs integer
  trip -> trip trip_id trip_id
route routes route/$(route_id) Route
  agency agency_id
  shortName short_name
  longName long_name
  routeType route_type
  routeUrl route_url ~iri
  color color
shape points shape/$(shape_id) Shape
  shapePoint -> point shape_id shape_id
point points point/$(shape_id)-$(sequence) ShapePoint
  pointSequence sequence
  geo:lat lat double
  geo:long lon double
  distanceTraveled travelled double
stop stops stop/$(stop_id) Stop
  code code
  name stop_name
  geo:lat lat double
  geo:long lon double
  zone zone_id
  page url ~iri
  locationType location_type
  parentStation -> stop parent_id stop_id
stop_time stop_times stop_time/$(trip_id)-$(stop_id)-$(arrival) StopTime
  arrivalTime arrival
  departureTime departure
  stopSequence sequence integer
  pickupType pickup_type
  distanceTraveled travelled double
  trip -> trip trip_id trip_id
  stop -> stop stop_id stop_id
trip trips trip/$(trip_id) Trip
  headsign headsign
  direction direction
  service -> service service_id service_id
  service -> excepted service_id service_id
  route -> route route_id route_id
  shape -> shape shape_id shape_id
"""


def sizes_of(rows):
    """How many rows each table has, when so many are asked for"""
    sizes = {table: max(1, round(size * rows / HUNDREDTH))
             for table, size in SIZES.items()}
    return dict(sizes, points=sizes["trips"] * POINTS)


def write_tables(folder, rows):
    """Every table, as CSV"""
    sizes = sizes_of(rows)
    for table, (make, columns) in TABLES.items():
        write_csv(folder / f"{table}.csv", columns.split(),
                  (make(number, sizes) for number in range(sizes[table])))


def predicate_and_object(words):
    """A line of RULES as YARRRML has it"""
    predicate, *rest = words
    predicate = predicate if ":" in predicate else f"gtfs:{predicate}"
    if rest[0] == "->":
        return rules.link(predicate, *rest[1:])
    column, kind = (*rest, "")[:2]
    if kind == "~iri":
        return rules.pair(predicate, f"$({column})~iri")
    return rules.pair(predicate, f"$({column})", kind and f"xsd:{kind}")


def mappings():
    """RULES as YARRRML has them"""
    lines = [line.split() for line in RULES.splitlines()]
    heads = [number for number, line in enumerate(RULES.splitlines())
             if not line.startswith(" ")]
    for head, end in zip(heads, [*heads[1:], len(lines)]):
        called, table, subject, kind = lines[head]
        yield rules.mapping(
            called, f"[{table}.csv~csv]", f"ex:{subject}",
            [f"[a, gtfs:{kind}]",
             *map(predicate_and_object, lines[head + 1:end])])


def text():
    """The rules"""
    return rules.rules(mappings(), PREFIXES)
