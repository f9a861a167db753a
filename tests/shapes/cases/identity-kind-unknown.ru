# SPDX-License-Identifier: ISC
#! ex:i-band Class: A claim of identity is of one kind
DELETE DATA { ex:i-band att:identityKind att:identity-same } ;
INSERT DATA { ex:i-band att:identityKind att:identity-akin }
