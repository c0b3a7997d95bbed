-- Two-phase commit, 9 resource managers, for Rumur; as many worlds as specs/two_phase_commit.cpp rms=9.
-- TwoPhase (tlaplus/Examples transaction_commit), N=9
type RM: scalarset(9);
  RS: enum { working, prepared, committed, aborted };
  TS: enum { tinit, tcommitted, taborted };
var rmState: array[RM] of RS; tmState: TS; tmPrepared: array[RM] of boolean; mPrep: array[RM] of boolean; mCommit: boolean; mAbort: boolean;
startstate begin
  for r: RM do rmState[r]:=working; tmPrepared[r]:=false; mPrep[r]:=false; end;
  tmState:=tinit; mCommit:=false; mAbort:=false;
end;
rule "TMCommit" tmState=tinit & forall r: RM do tmPrepared[r] end ==> begin tmState:=tcommitted; mCommit:=true; end;
rule "TMAbort" tmState=tinit ==> begin tmState:=taborted; mAbort:=true; end;
ruleset r: RM do
rule "TMRcvPrepared" tmState=tinit & mPrep[r] ==> begin tmPrepared[r]:=true; end;
rule "RMPrepare" rmState[r]=working ==> begin rmState[r]:=prepared; mPrep[r]:=true; end;
rule "RMChooseToAbort" rmState[r]=working ==> begin rmState[r]:=aborted; end;
rule "RMRcvCommit" mCommit ==> begin rmState[r]:=committed; end;
rule "RMRcvAbort" mAbort ==> begin rmState[r]:=aborted; end;
end;
invariant "consistent" !((exists r: RM do rmState[r]=committed end) & (exists r: RM do rmState[r]=aborted end));

