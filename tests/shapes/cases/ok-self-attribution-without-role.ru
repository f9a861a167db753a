# SPDX-License-Identifier: ISC
DELETE DATA { ex:a-defacement att:attributorRole att:role-perpetrator }
