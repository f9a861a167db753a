# SPDX-License-Identifier: ISC
DELETE DATA { ex:s-withdrawal att:stanceBy ex:vendor }
