# SPDX-License-Identifier: ISC
#! ex:raid SPARQL: What is said directly, an attribution says
INSERT DATA { ex:raid att:linkedTo ex:vendor }
