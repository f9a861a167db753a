# SPDX-License-Identifier: ISC
#! ex:m-sylvania MinCount: A membership is of one kind
DELETE DATA { ex:m-sylvania att:membershipKind att:membership-member }
