# SPDX-License-Identifier: ISC
#! ex:i-band MaxCount: A claim of identity is of one kind
INSERT DATA { ex:i-band att:identityKind att:identity-distinct }
