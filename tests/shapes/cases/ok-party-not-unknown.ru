# SPDX-License-Identifier: ISC
INSERT DATA { ex:a-raid att:partyUnknown false }
