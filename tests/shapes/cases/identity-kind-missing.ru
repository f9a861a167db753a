# SPDX-License-Identifier: ISC
#! ex:i-band MinCount: A claim of identity is of one kind
DELETE DATA { ex:i-band att:identityKind att:identity-same }
