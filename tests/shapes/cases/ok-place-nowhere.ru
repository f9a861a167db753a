# SPDX-License-Identifier: ISC
DELETE DATA { ex:p-crew att:section 3 }
