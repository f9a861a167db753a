# SPDX-License-Identifier: ISC
#! ex:p-raid Xone: A passage says where it begins
DELETE DATA { ex:p-raid att:endOffset 9 }
