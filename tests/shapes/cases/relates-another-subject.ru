# SPDX-License-Identifier: ISC
#! ex:a-raid Or: What an attribution relates (att:relates)
DELETE DATA { ex:a-raid att:relates ex:raid } ;
INSERT DATA { ex:a-raid att:relates ex:break-in }
