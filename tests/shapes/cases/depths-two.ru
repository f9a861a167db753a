# SPDX-License-Identifier: ISC
#! ex:a-break-in MaxCount: An attribution has one depth
INSERT DATA { ex:a-break-in att:responsibilityDepth att:responsibility-integrated }
