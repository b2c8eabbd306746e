namespace RaceModel.Checks.Stateless;

/// <summary>Which interleavings a stateless search leaves out because another one, in which only independent steps are swapped, is run.</summary>
internal enum StatelessReduction
{
    /// <summary>None: every interleaving is run.</summary>
    None,

    /// <summary>Sleep sets: no two runs of the same Mazurkiewicz trace are completed.</summary>
    SleepSets,

    /// <summary>Sleep sets, and only those processes are tried in a state that the races of the runs so far ask for.</summary>
    SourceSets,
}
