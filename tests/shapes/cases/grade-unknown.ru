# SPDX-License-Identifier: ISC
#! ex:a-raid-before Class: An attribution has one grade
DELETE DATA { ex:a-raid-before att:grade att:grade-perpetrated } ;
INSERT DATA { ex:a-raid-before att:grade att:grade-sponsored }
