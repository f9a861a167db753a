# SPDX-License-Identifier: ISC
#! ex:a-raid-before Or: An attribution is of one subject
DELETE DATA { ex:a-raid-before att:ofSubject ex:raid } ;
INSERT DATA { ex:a-raid-before att:ofSubject ex:worm }
