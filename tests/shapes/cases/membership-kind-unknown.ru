# SPDX-License-Identifier: ISC
#! ex:m-sylvania Class: A membership is of one kind
DELETE DATA { ex:m-sylvania att:membershipKind att:membership-member } ;
INSERT DATA { ex:m-sylvania att:membershipKind att:membership-friend }
