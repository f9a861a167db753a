# SPDX-License-Identifier: ISC
#! ex:m-sylvania MaxCount: A membership is of one kind
INSERT DATA { ex:m-sylvania att:membershipKind att:membership-candidate }
