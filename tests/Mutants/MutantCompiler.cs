using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;

namespace RaceModel.Tests;

/// <summary>
/// Compiles one project of the product in memory, with one file changed. All files are parsed once; a mutant costs the parsing of
/// its own file and the emission of one small assembly.
/// </summary>
internal sealed class MutantCompiler
{
    private const string OnlyWithCoyote = "checks/Coyote/Host/";

    // What the build adds to the sources: implicit usings and assembly attributes.
    private const string AddedByTheBuild = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        [assembly: System.Runtime.CompilerServices.InternalsVisibleTo("RaceModel.Checks")]
        [assembly: System.Runtime.CompilerServices.InternalsVisibleTo("RaceModel.Tests")]
        [assembly: System.Reflection.AssemblyMetadata("ModelVersion", "mutant")]
        [assembly: System.Reflection.AssemblyInformationalVersion("0.0.0")]
        """;

    private static readonly CSharpParseOptions ParseOptions = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Latest);

    private static readonly CSharpCompilationOptions Options = new(
        OutputKind.DynamicallyLinkedLibrary,
        optimizationLevel: OptimizationLevel.Release,
        allowUnsafe: true,
        nullableContextOptions: NullableContextOptions.Enable);

    private readonly ImmutableDictionary<string, SyntaxTree> _files;
    private readonly CSharpCompilation _unmutated;
    private readonly ResourceDescription[] _resources;

    /// <param name="project">The project's folder.</param>
    /// <param name="built">The assembly that the build made of it.</param>
    /// <param name="references">Assemblies of this repository that it needs.</param>
    public MutantCompiler(string project, System.Reflection.Assembly built, params string[] references)
    {
        _files = RepositorySources.Of(project)
            .Where(file => !file.Path.StartsWith(OnlyWithCoyote, StringComparison.Ordinal))
            .ToImmutableDictionary(file => file.Path, file => CSharpSyntaxTree.ParseText(file.Text, ParseOptions, file.Path));
        _unmutated = CSharpCompilation.Create(
            built.GetName().Name,
            [.. _files.Values, CSharpSyntaxTree.ParseText(AddedByTheBuild, ParseOptions)],
            [.. ReferencesOfThePlatform.Value, .. references.Select(path => MetadataReference.CreateFromFile(path))],
            Options.WithOutputKind(built.EntryPoint is null ? OutputKind.DynamicallyLinkedLibrary : OutputKind.ConsoleApplication));
        _resources = [.. built.GetManifestResourceNames()
            .Select(name => new ResourceDescription(name, () => built.GetManifestResourceStream(name)!, isPublic: true))];
    }

    private static Lazy<ImmutableArray<PortableExecutableReference>> ReferencesOfThePlatform { get; } = new(() =>
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => !Path.GetFileName(path).StartsWith("RaceModel.", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ]);

    /// <summary>The assembly with the mutant's edit, or without any edit.</summary>
    public byte[] Compile(Mutant? mutant)
    {
        CSharpCompilation compilation = _unmutated;
        if (mutant is not null)
        {
            SyntaxTree original = _files[mutant.File];
            compilation = compilation.ReplaceSyntaxTree(
                original, CSharpSyntaxTree.ParseText(mutant.Edit(original.ToString()), ParseOptions, mutant.File));
        }

        using var assembly = new MemoryStream();
        EmitResult result = compilation.Emit(assembly, manifestResources: _resources);
        if (result.Success) return assembly.ToArray();

        IEnumerable<Diagnostic> errors = result.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        throw new InvalidOperationException($"'{mutant?.Name}' does not compile: {string.Join("; ", errors)}");
    }
}
