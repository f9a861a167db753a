# SPDX-License-Identifier: ISC
#! ex:s-withdrawal SPARQL: A claim is withdrawn by who made it
DELETE DATA { ex:s-withdrawal att:stanceBy ex:vendor } ;
INSERT DATA { ex:s-withdrawal att:inStatement ex:note }
